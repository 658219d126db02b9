import type {
  ClusterPhase,
  ClusterQuery,
  DriftState,
  Stage,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  readTableQuery,
  type TableQuery,
} from '../../components/ClusterTable/useTableQuery';

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

/** The page of a list that a URL asks for. */
export type ListedQuery = ClusterQuery & TableQuery;

/** The list of clusters as the URL describes it; what the URL says wrong is left out. */
export function readClusterQuery(params: URLSearchParams): ListedQuery {
  const flag = (name: string) => params.get(name) === 'true' || undefined;
  return {
    search: params.get('search') ?? undefined,
    stage: only(params.getAll('stage'), STAGES),
    phase: only(params.getAll('phase'), PHASES),
    owner: params.getAll('owner'),
    profile: params.getAll('profile'),
    version: params.getAll('version'),
    target: params.getAll('target'),
    drift: only(params.getAll('drift'), DRIFTS),
    layer: params.getAll('layer'),
    withIssues: flag('issues'),
    behind: flag('behind'),
    unsupported: flag('unsupported'),
    ...readTableQuery(params),
    limit: PAGE_SIZE,
  };
}

/** Whether a query leaves clusters out. */
export function isFiltered(query: ListedQuery): boolean {
  const { sort, order, offset, limit, ...filters } = query;
  return Object.values(filters).some(
    value => value !== undefined && value.toString() !== '',
  );
}
