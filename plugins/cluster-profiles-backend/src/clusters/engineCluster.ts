import type { DesiredState } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { EngineCluster } from '@cluster-profiles/plugin-cluster-profiles-node';

/** What an engine is told of a cluster. */
export function engineCluster(
  { cluster, target, layers }: DesiredState,
  /** Of a cluster whose Kubernetes no layer brings. */
  observedKubernetes?: string,
): EngineCluster {
  const kubernetesVersion =
    layers.find(({ kind }) => kind === 'kubernetes')?.version ??
    observedKubernetes;
  return {
    cluster,
    target,
    layers,
    ...(kubernetesVersion !== undefined && { kubernetesVersion }),
  };
}
