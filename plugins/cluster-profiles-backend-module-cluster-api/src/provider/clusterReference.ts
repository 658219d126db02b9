import type { DesiredState } from '@cluster-profiles/plugin-cluster-profiles-common';
import { clusterObjectName } from '../cluster/clusterObjectName';
import { clusterNamespace } from '../cluster/toClusterObject';
import type { ObjectReference } from '../kubernetes';
import { CLUSTER_API_VERSION } from '../observe/gatherObjects';

/** Where the Cluster of a desired state is found. */
export function clusterReference(
  desired: Pick<
    DesiredState,
    'cluster' | 'target' | 'observeOnly' | 'providerConfig' | 'adopted'
  >,
): ObjectReference & { namespace: string } {
  return {
    apiVersion: CLUSTER_API_VERSION,
    kind: 'Cluster',
    name: clusterObjectName(desired),
    namespace: clusterNamespace(desired),
  };
}
