import { InputError } from '@backstage/errors';
import {
  MAX_ACCESS_HOURS,
  type AccessRole,
  type ClusterAccess,
  type DesiredState,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  ProviderRefusedError,
  type Clock,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import { findMarks } from '../cluster/findMarks';
import { connectWorkloadCluster, type ManagementCluster } from '../kubernetes';
import { clusterReference } from '../provider/clusterReference';
import { objectsAt } from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import { ACCESS_NAMESPACE } from './accessNamespace';
import { accessObjects } from './accessObjects';
import { readAdministrator } from './readAdministrator';
import { toKubeconfig } from './toKubeconfig';

/** A token that lasts longer than it was asked to, by more than clocks differ, is not handed out. */
const TOLERANCE_SECONDS = 60;

/** A kubeconfig with a token that ends by itself. The administrator's, which it is made with, stays here and is forgotten. */
export async function grantAccess(options: {
  management: Pick<ManagementCluster, 'reader'>;
  desired: DesiredState;
  role: AccessRole;
  subject: string;
  seconds: number;
  clock: Clock;
  signal?: AbortSignal;
}): Promise<Pick<ClusterAccess, 'kubeconfig' | 'expiresAt'>> {
  const { management, desired, seconds, clock, signal } = options;
  const { name, uid } = desired.cluster;
  if (!(seconds <= MAX_ACCESS_HOURS * 3600)) {
    throw new InputError(
      `Access for ${seconds} s is too long; ask for at most ${MAX_ACCESS_HOURS} hours`,
    );
  }
  if (desired.observeOnly) {
    throw new ProviderRefusedError(
      `Cluster ${name} was imported and is only observed; ask whoever runs it for access`,
    );
  }
  const { namespace, ...reference } = clusterReference(desired);
  const live = await management.reader.get(
    { ...reference, namespace },
    { signal },
  );
  if (!live || findMarks(live).clusterUid !== uid) {
    throw new ProviderRefusedError(`Cluster ${name} is not there`);
  }
  const secret = await management.reader.get(
    {
      apiVersion: 'v1',
      kind: 'Secret',
      name: `${reference.name}-kubeconfig`,
      namespace,
    },
    { signal },
  );
  if (!secret) {
    throw new ProviderRefusedError(
      `Cluster ${name} has no kubeconfig yet; wait until its API answers`,
    );
  }
  const connection = readAdministrator(secret);
  const workload = connectWorkloadCluster({ name, connection, clock });
  const shipped = await workload.reader.get(
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      name: options.role,
    },
    { signal },
  );
  if (!shipped) {
    throw new ProviderRefusedError(
      `Cluster ${name} has no ClusterRole ${options.role}, which Kubernetes ships; restore it`,
    );
  }
  const { account, objects } = accessObjects({
    ...options,
    rules: objectsAt(shipped, ['rules']),
  });
  for (const object of objects) {
    await workload.writer.apply(object, { signal });
  }
  const { token, expiresAt } = await workload.requestToken({
    namespace: ACCESS_NAMESPACE,
    account,
    seconds,
    signal,
  });
  const lasts = (Date.parse(expiresAt) - clock.now().getTime()) / 1000;
  if (!(lasts <= seconds + TOLERANCE_SECONDS)) {
    throw new ProviderRefusedError(
      `Cluster ${name} gives tokens that last longer than ${seconds} s`,
    );
  }
  const { url, authority } = connection;
  return {
    kubeconfig: toKubeconfig({ cluster: name, url, authority, account, token }),
    expiresAt: new Date(expiresAt).toISOString(),
  };
}
