import type { DesiredState } from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  ProviderRefusedError,
  type Clock,
  type DeliveryAccess,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import { readAdministrator } from '../access/readAdministrator';
import { findMarks } from '../cluster/findMarks';
import { connectWorkloadCluster, type ManagementCluster } from '../kubernetes';
import { clusterReference } from '../provider/clusterReference';
import { grantDelivery } from './grantDelivery';

/** Stands for the name of the cluster in `credentials` of a target. */
const CLUSTER = '{cluster}';

/** Access for the add-on engine, made with the kubeconfig in the Secret that the target names, which stays here and is forgotten. */
export async function deliverToCluster(options: {
  management: Pick<ManagementCluster, 'reader'>;
  desired: DesiredState;
  seconds: number;
  clock: Clock;
  signal?: AbortSignal;
}): Promise<DeliveryAccess> {
  const { management, desired, seconds, clock, signal } = options;
  const { uid, name } = desired.cluster;
  const { namespace, ...reference } = clusterReference(desired);
  const live = await management.reader.get(
    { ...reference, namespace },
    { signal },
  );
  const isThere =
    live && (desired.observeOnly || findMarks(live).clusterUid === uid);
  if (!isThere) {
    throw new ProviderRefusedError(`Cluster ${name} is not there`);
  }
  const secretName = (desired.target.credentials ?? '').replaceAll(
    CLUSTER,
    reference.name,
  );
  const secret = await management.reader.get(
    { apiVersion: 'v1', kind: 'Secret', name: secretName, namespace },
    { signal },
  );
  if (!secret) {
    throw new ProviderRefusedError(
      `Secret ${namespace}/${secretName}, which credentials of target ${desired.target.name} names, is not there`,
    );
  }
  return grantDelivery({
    workload: connectWorkloadCluster({
      name,
      connection: readAdministrator(secret),
      clock,
    }),
    seconds,
    signal,
  });
}
