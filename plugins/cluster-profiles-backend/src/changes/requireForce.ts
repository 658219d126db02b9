import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  clusterForcePermission,
  profileForcePermission,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  clusterPermissionResourceRef,
  profilePermissionResourceRef,
  type ClusterResource,
  type ProfileResource,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import type { ClusterRow } from '../database/tables';
import { nameOf } from '../permissions/nameOf';
import type { PermissionGate } from '../permissions/PermissionGate';
import { whyNotForce } from './whyNotForce';

interface Options {
  gate: PermissionGate;
  credentials: BackstageCredentials;
  /** Without permissions nobody forces anything: there would be nobody who may not. */
  permissionsEnabled: boolean;
}

/** Ending a deletion by force. Throws `NotAllowedError`. */
export async function requireForceOnCluster(
  cluster: Pick<ClusterRow, 'name' | 'owner_ref'>,
  options: Options & { resource: ClusterResource },
): Promise<void> {
  const { gate, credentials, permissionsEnabled, resource } = options;
  const force = await gate.decide({
    permission: clusterForcePermission,
    resourceRef: clusterPermissionResourceRef,
    credentials,
    grant: 'force',
  });
  const refusal = whyNotForce(cluster, {
    permissionsEnabled,
    allowed: force.allows(resource),
  });
  if (refusal) {
    throw new NotAllowedError(refusal);
  }
}

/** Withdrawing a version that clusters use. Throws `NotAllowedError`. */
export async function requireForceOnProfile(
  profile: ProfileResource,
  { gate, credentials, permissionsEnabled }: Options,
): Promise<void> {
  if (!permissionsEnabled) {
    throw new NotAllowedError(
      'Forcing a withdrawal needs permissions: set permission.enabled and a policy',
    );
  }
  const force = await gate.decide({
    permission: profileForcePermission,
    resourceRef: profilePermissionResourceRef,
    credentials,
    grant: 'force',
  });
  if (!force.allows(profile)) {
    throw new NotAllowedError(
      `You may not withdraw versions of profile '${profile.name}' that are in use; ask ${nameOf(profile.owner)}`,
    );
  }
}
