import type { ClusterResource } from '@cluster-profiles/plugin-cluster-profiles-node';
import type { ClusterRow } from '../database/tables';

/** What the rules about clusters look at. */
export function toClusterResource(row: ClusterRow): ClusterResource {
  return {
    owner: row.owner_ref,
    target: row.target,
    stage: row.stage,
    provider: row.provider,
    profile: row.profile,
  };
}
