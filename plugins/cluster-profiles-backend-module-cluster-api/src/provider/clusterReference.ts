import type { DesiredState } from '@cluster-profiles/plugin-cluster-profiles-common';
import { clusterNamespace } from '../cluster/toClusterObject';
import type { ObjectReference } from '../kubernetes';
import { CLUSTER_API_VERSION } from '../observe/gatherObjects';

/** Where the Cluster of a desired state is found; an imported one is called as it was before. */
export function clusterReference(
  desired: Pick<
    DesiredState,
    'cluster' | 'target' | 'observeOnly' | 'providerConfig'
  >,
): ObjectReference & { namespace: string } {
  return {
    apiVersion: CLUSTER_API_VERSION,
    kind: 'Cluster',
    name: desired.observeOnly
      ? String(desired.providerConfig?.source)
      : desired.cluster.name,
    namespace: clusterNamespace(desired),
  };
}
