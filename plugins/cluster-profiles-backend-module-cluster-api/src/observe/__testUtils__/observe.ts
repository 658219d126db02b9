import {
  layerDigest,
  type ObservedCluster,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { aDesiredState } from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import type { ClusterObjects } from '../clusterObjects';
import { toObservedCluster } from '../toObservedCluster';

const desired = aDesiredState();
export const [os, kubernetes] = desired.layers;

/** With the marks of the last write; `version` is what it asked for. */
export function observe(
  objects: ClusterObjects,
  version = '1.34.1',
): ObservedCluster {
  return toObservedCluster({
    objects,
    desired,
    differences: [],
    marks: {
      instanceId: 'portal',
      revision: 4,
      layers: {
        [os.name]: { version: os.version, digest: layerDigest(os) },
        [kubernetes.name]: { version, digest: 'kubernetes-digest' },
      },
    },
  });
}

/** What the core proves a layer by. */
export function provenLayers(
  objects: ClusterObjects,
  version?: string,
): string[] {
  return observe(objects, version)
    .layers.filter(({ digest, health }) => digest && health === 'Healthy')
    .map(({ name }) => name);
}
