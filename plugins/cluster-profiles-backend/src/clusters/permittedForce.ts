import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  clusterForcePermission,
  type ClusterDetail,
  type DesiredState,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { clusterPermissionResourceRef } from '@cluster-profiles/plugin-cluster-profiles-node';
import type { Knex } from 'knex';
import { toClusterResource } from '../changes/toClusterResource';
import { whyNotForce } from '../changes/whyNotForce';
import type { ClusterRow } from '../database/tables';
import type { PermissionGate } from '../permissions/PermissionGate';
import { findStuckDeletion } from './operations/findStuckDeletion';

/** Whether the caller may end a deletion by force; nothing where it may still come to its end. */
export async function permittedForce(options: {
  knex: Knex;
  gate: PermissionGate;
  credentials: BackstageCredentials;
  permissionsEnabled: boolean;
  cluster: ClusterRow;
  desired?: DesiredState;
}): Promise<Pick<ClusterDetail, 'forceDelete'>> {
  const { knex, gate, credentials, permissionsEnabled, cluster } = options;
  const { desired } = options;
  const stuck =
    desired?.deleted && !desired.observeOnly && cluster.live_name !== null
      ? await findStuckDeletion(knex, {
          cluster,
          revision: cluster.desired_revision!,
        })
      : undefined;
  if (!stuck) {
    return {};
  }
  const decision = await gate.decide({
    permission: clusterForcePermission,
    resourceRef: clusterPermissionResourceRef,
    credentials,
    grant: 'force',
  });
  const reason = whyNotForce(cluster, {
    permissionsEnabled,
    allowed: decision.allows(toClusterResource(cluster)),
  });
  return {
    forceDelete: reason ? { allowed: false, reason } : { allowed: true },
  };
}
