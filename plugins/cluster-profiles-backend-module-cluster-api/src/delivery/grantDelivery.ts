import { ProviderRefusedError } from '@cluster-profiles/plugin-cluster-profiles-node';
import type { DeliveryAccess } from '@cluster-profiles/plugin-cluster-profiles-node';
import type { ReadClient, WorkloadCluster } from '../kubernetes';
import { deliveryObjects } from './deliveryObjects';
import { DELIVERY } from './deliveryName';

/**
 * Access of the add-on engine's own account, which ends by itself. Objects that stand there already are left as they are, so that
 * whoever runs a cluster may make the account, and bind it to a role that allows less; the portal then needs its tokens only.
 */
export async function grantDelivery(options: {
  workload: Pick<WorkloadCluster, 'writer' | 'requestToken' | 'address'> & {
    reader: Pick<ReadClient, 'get'>;
  };
  seconds: number;
  signal?: AbortSignal;
}): Promise<DeliveryAccess> {
  const { workload, seconds, signal } = options;
  const address = await workload.address();
  if (!(await isAccountBound(workload.reader, signal))) {
    for (const object of deliveryObjects()) {
      await workload.writer.apply(object, { signal });
    }
  }
  const { token, expiresAt } = await workload.requestToken({
    namespace: DELIVERY,
    account: DELIVERY,
    seconds,
    signal,
  });
  return { ...address, token, expiresAt: new Date(expiresAt).toISOString() };
}

/** Where we may not even look, others have made it, or the token will tell that nobody has. */
async function isAccountBound(
  reader: Pick<ReadClient, 'get'>,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  try {
    const [account, binding] = await Promise.all([
      reader.get(
        {
          apiVersion: 'v1',
          kind: 'ServiceAccount',
          name: DELIVERY,
          namespace: DELIVERY,
        },
        { signal },
      ),
      reader.get(
        {
          apiVersion: 'rbac.authorization.k8s.io/v1',
          kind: 'ClusterRoleBinding',
          name: DELIVERY,
        },
        { signal },
      ),
    ]);
    return account !== undefined && binding !== undefined;
  } catch (error) {
    if (error instanceof ProviderRefusedError) {
      return true;
    }
    throw error;
  }
}
