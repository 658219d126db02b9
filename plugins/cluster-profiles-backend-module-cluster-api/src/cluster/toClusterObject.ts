import type { JsonObject } from '@backstage/types';
import {
  canonicalJson,
  isDeliveredByProvider,
  layerDigest,
  type DesiredState,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { WriteMarks } from '@cluster-profiles/plugin-cluster-profiles-node';
import type { ClusterVariable } from '../classes/types';
import type { KubernetesObject } from '../kubernetes';
import { clusterObjectName } from './clusterObjectName';
import { CLUSTER_API_LAYER_KINDS } from './layerKinds';
import {
  CLUSTER_UID_LABEL,
  INSTANCE_ANNOTATION,
  LAYERS_ANNOTATION,
  REVISION_ANNOTATION,
  REVISION_DIGEST_ANNOTATION,
} from './marks';
import { providerDigest } from './providerDigest';
import type { ClusterPool } from './types';

export const AUTOSCALER_MIN =
  'cluster.x-k8s.io/cluster-api-autoscaler-node-group-min-size';
export const AUTOSCALER_MAX =
  'cluster.x-k8s.io/cluster-api-autoscaler-node-group-max-size';

/** All of a Cluster that is ours, and nothing else; equal for equal intent, whatever the order of pools and variables. */
export function toClusterObject(options: {
  desired: DesiredState;
  className: string;
  /** With the `v` of Cluster API or without. */
  kubernetesVersion: string;
  variables: readonly ClusterVariable[];
  pools: readonly ClusterPool[];
  marks: WriteMarks;
}): KubernetesObject {
  const { desired, className, marks } = options;
  const { cluster, nodePools, paused } = desired;
  const pools = [...options.pools].sort(byName);
  const variables = options.variables
    .map(({ name, value }) => ({ name, value }))
    .sort(byName);
  return {
    apiVersion: 'cluster.x-k8s.io/v1beta2',
    kind: 'Cluster',
    metadata: {
      name: clusterObjectName(desired),
      namespace: clusterNamespace(desired),
      labels: { [CLUSTER_UID_LABEL]: cluster.uid },
      annotations: {
        [INSTANCE_ANNOTATION]: marks.instanceId,
        [REVISION_ANNOTATION]: String(marks.revision),
        [REVISION_DIGEST_ANNOTATION]: providerDigest(desired),
        [LAYERS_ANNOTATION]: layersOf(desired),
      },
    },
    spec: {
      ...(paused ? { paused } : {}),
      topology: {
        classRef: { name: className },
        version: `v${options.kubernetesVersion.replace(/^v/, '')}`,
        controlPlane: { replicas: nodePools.controlPlane.replicas },
        // The API takes lists only where there is something in them.
        ...(pools.length > 0
          ? { workers: { machineDeployments: pools.map(toPool) } }
          : {}),
        ...(variables.length > 0 ? { variables } : {}),
      },
    },
  };
}

/** Where the objects of a cluster are. */
export function clusterNamespace({
  target,
}: {
  target: Pick<DesiredState['target'], 'namespace'>;
}): string {
  return target.namespace ?? 'default';
}

function toPool(pool: ClusterPool): JsonObject {
  const { name, failureDomain, replicas, min, max } = pool;
  return {
    name,
    class: pool.class,
    ...(failureDomain ? { failureDomain } : {}),
    ...(min !== undefined &&
      max !== undefined && {
        metadata: {
          annotations: {
            [AUTOSCALER_MIN]: String(min),
            [AUTOSCALER_MAX]: String(max),
          },
        },
      }),
    ...(replicas !== undefined && { replicas }),
  };
}

/** Version and digest of each layer that comes with the cluster itself. */
function layersOf({ layers }: DesiredState): string {
  return canonicalJson(
    Object.fromEntries(
      layers
        .filter(layer => isDeliveredByProvider(layer, CLUSTER_API_LAYER_KINDS))
        .map(layer => [
          layer.name,
          { version: layer.version, digest: layerDigest(layer) },
        ]),
    ),
  );
}

function byName(a: { name: string }, b: { name: string }): number {
  return a.name < b.name ? -1 : 1;
}
