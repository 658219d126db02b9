import type { ClusterResource } from '@cluster-profiles/plugin-cluster-profiles-node';
import type { ClusterRow } from '../database/tables';

/** All that the rules need; what was observed is long. */
export const CLUSTER_COLUMNS = [
  'owner_ref',
  'target',
  'stage',
  'provider',
  'profile',
] as const satisfies Array<keyof ClusterRow>;

/** What the rules about clusters look at. */
export function toClusterResource(
  row: Pick<ClusterRow, (typeof CLUSTER_COLUMNS)[number]>,
): ClusterResource {
  return {
    owner: row.owner_ref,
    target: row.target,
    stage: row.stage,
    provider: row.provider,
    profile: row.profile,
  };
}
