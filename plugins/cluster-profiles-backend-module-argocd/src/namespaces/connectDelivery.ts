import {
  connectWorkloadCluster,
  type WorkloadCluster,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import type {
  Clock,
  DeliveryAccess,
} from '@cluster-profiles/plugin-cluster-profiles-node';

/** A cluster, as the account that Argo CD delivers with. */
export function connectDelivery(
  { server, certificateAuthority, token }: DeliveryAccess,
  { name, clock }: { name: string; clock: Clock },
): Pick<WorkloadCluster, 'reader' | 'writer'> {
  return connectWorkloadCluster({
    name: `cluster ${name}`,
    connection: {
      way: 'workload',
      url: server,
      authority: Buffer.from(certificateAuthority).toString('base64'),
      token,
    },
    clock,
  });
}
