import {
  canonicalDigest,
  layerDigest,
  nextKubernetesStep,
  type DesiredLayer,
  type DesiredState,
  type DesiredWorkerPool,
  type LayerKind,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { isSettled } from './clusterState';
import type { ClusterSpec, SimulatedCluster } from './types';

/** Kinds of layers that the simulated provider brings itself. */
export const OWN_LAYER_KINDS: readonly LayerKind[] = ['os', 'kubernetes'];

/**
 * Reads from a desired state what the simulation needs, in an order of its own. Where something is there already, Kubernetes
 * goes on from it step by step, and a pool keeps the size that its autoscaler has given it.
 */
export function clusterSpec(
  desired: DesiredState,
  live?: SimulatedCluster,
): ClusterSpec {
  const layers = [...desired.layers].sort(byName);
  const { kubernetesPath } = desired;
  const kubernetes = nextStep(
    layers.find(({ kind }) => kind === 'kubernetes'),
    { kubernetesPath, live },
  );
  const os = layers.find(({ kind }) => kind === 'os');
  return {
    name: desired.cluster.name,
    namespace: desired.target.namespace ?? 'default',
    target: desired.target.name,
    paused: desired.paused,
    controlPlaneReplicas: desired.nodePools.controlPlane.replicas,
    workers: desired.nodePools.workers
      .map(pool => keepSize(pool, live))
      .sort(byName),
    kubernetesVersion: kubernetes?.version ?? '',
    ...(kubernetesPath && { kubernetesPath }),
    osVersion: os?.version ?? '',
    template: canonicalDigest({
      kubernetes: machineInput(kubernetes),
      os: machineInput(os),
    }),
    // The layers are what was asked for, not the step.
    ownLayers: layers
      .filter(({ kind }) => OWN_LAYER_KINDS.includes(kind))
      .map(layer => ({
        name: layer.name,
        kind: layer.kind,
        version: layer.version,
        digest: layerDigest(layer),
        ...(layer.driftExceptions && {
          driftExceptions: layer.driftExceptions,
        }),
      })),
    networkLayers: layers
      .filter(({ kind }) => kind === 'network')
      .map(({ name }) => name),
  };
}

function nextStep(
  layer: DesiredLayer | undefined,
  {
    kubernetesPath,
    live,
  }: { kubernetesPath?: string[]; live?: SimulatedCluster },
): DesiredLayer | undefined {
  return layer && live && kubernetesPath
    ? {
        ...layer,
        version: nextKubernetesStep({
          path: kubernetesPath,
          at: live.spec.kubernetesVersion,
          settled: isSettled(live),
        }),
      }
    : layer;
}

function keepSize(
  { name, replicas, min, max }: DesiredWorkerPool,
  live: SimulatedCluster | undefined,
): DesiredWorkerPool {
  if (min === undefined || max === undefined) {
    return { name, replicas };
  }
  const before = live?.spec.workers.find(pool => pool.name === name);
  const size = Math.min(Math.max(before?.replicas ?? replicas, min), max);
  return { name, replicas: size, min, max };
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
