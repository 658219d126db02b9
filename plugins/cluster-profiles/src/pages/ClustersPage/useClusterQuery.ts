import type {
  ClusterPhase,
  ClusterQuery,
  ClusterSortField,
  Stage,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { useQueryState } from '../../hooks/useQueryState';

export const PAGE_SIZE = 25;

export const STAGES: readonly Stage[] = [
  'development',
  'staging',
  'production',
];

export const PHASES: readonly ClusterPhase[] = [
  'requested',
  'provisioning',
  'ready',
  'updating',
  'degraded',
  'held',
  'paused',
  'deleting',
  'unknown',
];

const SORT_FIELDS: readonly ClusterSortField[] = [
  'name',
  'owner',
  'target',
  'stage',
  'phase',
  'profile',
  'kubernetesVersion',
  'createdAt',
  'updatedAt',
];

function only<T extends string>(
  values: readonly string[],
  allowed: readonly T[],
): T[] {
  return allowed.filter(value => values.includes(value));
}

/** The list of clusters as the URL describes it; what the URL says wrong is left out. */
export function useClusterQuery(): {
  query: ClusterQuery & { offset: number; sort: ClusterSortField };
  filtered: boolean;
  update: ReturnType<typeof useQueryState>['update'];
} {
  const { get, getAll, update } = useQueryState();
  const filters = {
    search: get('search'),
    stage: only(getAll('stage'), STAGES),
    phase: only(getAll('phase'), PHASES),
    owner: getAll('owner'),
    profile: getAll('profile'),
    version: getAll('version'),
    withIssues: get('issues') === 'true' || undefined,
  };
  return {
    query: {
      ...filters,
      sort: only([get('sort') ?? ''], SORT_FIELDS)[0] ?? 'name',
      order: get('order') === 'desc' ? 'desc' : 'asc',
      offset: Math.max(0, Number(get('offset')) || 0),
      limit: PAGE_SIZE,
    },
    filtered: Object.values(filters).some(
      value => value !== undefined && value.toString() !== '',
    ),
    update,
  };
}
