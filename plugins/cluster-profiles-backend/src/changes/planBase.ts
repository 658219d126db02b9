import type { Plan } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { ClusterRow } from '../database/tables';

export const CLUSTER_HAS_CHANGED =
  'The cluster has changed since this was planned';

/** Whether a plan starts from what is desired of the cluster now; no other can be accepted. Access starts from nothing. */
export function startsFrom(
  cluster: Pick<ClusterRow, 'deleted_at' | 'desired_revision'> | undefined,
  plan: Pick<Plan, 'baseRevision' | 'access'>,
): boolean {
  return (
    cluster !== undefined &&
    cluster.deleted_at === null &&
    (plan.access !== undefined ||
      cluster.desired_revision === plan.baseRevision)
  );
}
