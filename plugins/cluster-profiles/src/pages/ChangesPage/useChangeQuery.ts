import type {
  ChangeKind,
  ChangeQuery,
  ChangeState,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { CHANGE_KINDS } from '@cluster-profiles/plugin-cluster-profiles-common';
import { useQueryState } from '../../hooks/useQueryState';
import { STAGES } from '../ClustersPage/readClusterQuery';

export const PAGE_SIZE = 25;

export const SCOPES = [
  { id: 'waiting', label: 'Waiting for me' },
  { id: 'mine', label: 'Mine' },
  { id: 'all', label: 'All' },
] as const;
export type Scope = (typeof SCOPES)[number]['id'];

export const STATES: readonly ChangeState[] = [
  'planning',
  'awaiting-approval',
  'accepted',
  'applying',
  'applied',
  'failed',
  'stale',
  'rejected',
  'cancelled',
  'expired',
  'superseded',
];
export const KINDS: readonly ChangeKind[] = CHANGE_KINDS;

/** Which changes are listed, as the URL says it. */
export function useChangeQuery() {
  const { get, getAll, offset, update } = useQueryState();
  const only = <T extends string>(name: string, known: readonly T[]): T[] =>
    getAll(name).filter((value): value is T =>
      (known as readonly string[]).includes(value),
    );
  const scope: Scope =
    SCOPES.find(({ id }) => id === get('show'))?.id ?? 'waiting';
  const query: ChangeQuery = {
    search: get('search'),
    // What waits for somebody is in one state only.
    state: scope === 'waiting' ? undefined : only('state', STATES),
    kind: only('kind', KINDS),
    stage: only('stage', STAGES),
    waitingForMe: scope === 'waiting' || undefined,
    offset,
    limit: PAGE_SIZE,
    order: 'desc',
  };
  const filtered = Boolean(
    query.search ||
    query.state?.length ||
    query.kind?.length ||
    query.stage?.length,
  );
  return { scope, query, filtered, update };
}
