import { useCallback, useMemo } from 'react';
import type {
  ClusterPhase,
  ClusterQuery,
  ClusterSortField,
  DriftState,
  Stage,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { useQueryState } from '../../hooks/useQueryState';

export const PAGE_SIZE = 20;

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

export const DRIFTS: readonly DriftState[] = [
  'InSync',
  'Drifted',
  'Overridden',
  'Unknown',
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

/** Filters that take several values, by their name in the URL, which is the API's. */
export const FILTERS = [
  'stage',
  'phase',
  'owner',
  'profile',
  'version',
  'target',
  'drift',
  'layer',
] as const;

/** Filters that are on or off and fold away, by their name in the URL, which is the API's. */
export const FLAGS = ['behind', 'unsupported'] as const;

export type FlagName = (typeof FLAGS)[number];

export const FLAG_LABELS: Record<FlagName, string> = {
  behind: 'Behind',
  unsupported: 'Unsupported Kubernetes',
};

export type FilterName = (typeof FILTERS)[number];

function only<T extends string>(
  values: readonly string[],
  allowed: readonly T[],
): T[] {
  return allowed.filter(value => values.includes(value));
}

/** The list of clusters as the URL describes it; what the URL says wrong is left out. */
export function useClusterQuery() {
  const { get, getAll, update } = useQueryState();
  const filters = {
    search: get('search'),
    stage: only(getAll('stage'), STAGES),
    phase: only(getAll('phase'), PHASES),
    owner: getAll('owner'),
    profile: getAll('profile'),
    version: getAll('version'),
    target: getAll('target'),
    drift: only(getAll('drift'), DRIFTS),
    layer: getAll('layer'),
    withIssues: get('issues') === 'true' || undefined,
    behind: get('behind') === 'true' || undefined,
    unsupported: get('unsupported') === 'true' || undefined,
  };
  const sort = only([get('sort') ?? ''], SORT_FIELDS)[0] ?? 'name';
  const key = JSON.stringify([filters, sort, get('order'), get('offset')]);
  const query = useMemo(
    (): ClusterQuery & { offset: number; sort: ClusterSortField } => ({
      ...filters,
      sort,
      order: get('order') === 'desc' ? 'desc' : 'asc',
      offset: Math.max(0, Number(get('offset')) || 0),
      limit: PAGE_SIZE,
    }),
    // `key` says all of it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [key],
  );
  return {
    query,
    filtered: Object.values(filters).some(
      value => value !== undefined && value.toString() !== '',
    ),
    update,
    clear: useCallback(
      () =>
        update({
          search: undefined,
          issues: undefined,
          ...Object.fromEntries(FLAGS.map(name => [name, undefined])),
          ...Object.fromEntries(FILTERS.map(name => [name, undefined])),
        }),
      [update],
    ),
  };
}
