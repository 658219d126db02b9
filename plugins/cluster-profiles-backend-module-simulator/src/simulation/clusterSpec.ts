import {
  canonicalDigest,
  layerDigest,
  type DesiredLayer,
  type DesiredState,
  type LayerKind,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { ClusterSpec } from './types';

/** Kinds of layers that the simulated provider brings itself. */
export const OWN_LAYER_KINDS: readonly LayerKind[] = ['os', 'kubernetes'];

/** Reads from a desired state what the simulation needs, in an order of its own. */
export function clusterSpec(desired: DesiredState): ClusterSpec {
  const layers = [...desired.layers].sort(byName);
  const kubernetes = layers.find(({ kind }) => kind === 'kubernetes');
  const os = layers.find(({ kind }) => kind === 'os');
  return {
    name: desired.cluster.name,
    namespace: desired.target.namespace ?? 'default',
    target: desired.target.name,
    paused: desired.paused,
    controlPlaneReplicas: desired.nodePools.controlPlane.replicas,
    workers: desired.nodePools.workers
      .map(({ name, replicas }) => ({ name, replicas }))
      .sort(byName),
    kubernetesVersion: kubernetes?.version ?? '',
    osVersion: os?.version ?? '',
    template: canonicalDigest({
      kubernetes: machineInput(kubernetes),
      os: machineInput(os),
    }),
    ownLayers: layers
      .filter(({ kind }) => OWN_LAYER_KINDS.includes(kind))
      .map(layer => ({
        name: layer.name,
        kind: layer.kind,
        version: layer.version,
        digest: layerDigest(layer),
      })),
    networkLayers: layers
      .filter(({ kind }) => kind === 'network')
      .map(({ name }) => name),
  };
}

function machineInput(layer: DesiredLayer | undefined) {
  return (
    layer && {
      version: layer.version,
      source: layer.source,
      sha256: layer.sha256,
      values: layer.values,
    }
  );
}

function byName(a: { name: string }, b: { name: string }): number {
  return a.name < b.name ? -1 : 1;
}
