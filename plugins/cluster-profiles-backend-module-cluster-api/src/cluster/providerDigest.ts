import {
  canonicalDigest,
  isAutoscaled,
  isDeliveredByProvider,
  layerDigest,
  type DesiredState,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { CLUSTER_API_LAYER_KINDS } from './layerKinds';

/** Digest of the part of a desired state that this provider writes. */
export function providerDigest(desired: DesiredState): string {
  const { cluster, layers, nodePools, paused, providerConfig, target } =
    desired;
  const [main] = desired.profiles;
  return canonicalDigest({
    cluster: { uid: cluster.uid, name: cluster.name },
    adopted: desired.adopted?.source,
    profile: main && { name: main.name, digest: main.digest },
    layers: layers
      .filter(layer => isDeliveredByProvider(layer, CLUSTER_API_LAYER_KINDS))
      .map(layer => [layer.name, layerDigest(layer)])
      .sort(),
    nodePools: {
      controlPlane: nodePools.controlPlane.replicas,
      workers: Object.fromEntries(
        nodePools.workers.map(({ name, ...size }) => [
          name,
          isAutoscaled(size) ? size : size.replicas,
        ]),
      ),
    },
    target: {
      endpoint: target.endpoint,
      namespace: target.namespace,
      variables: target.variables,
    },
    providerConfig,
    paused,
  });
}
