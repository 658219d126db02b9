import {
  isDeliveredByProvider,
  layerDigest,
  type DesiredState,
  type LayerKind,
  type ObservedCluster,
} from '@cluster-profiles/plugin-cluster-profiles-common';

/** The proof that a state is there, from what is observed alone. */
export function hasReached(
  observed: ObservedCluster | undefined,
  desired: DesiredState,
  layerKinds: readonly LayerKind[],
): boolean {
  return (
    observed !== undefined &&
    observed.current &&
    observed.apiReachable &&
    !observed.deleting &&
    hasMachines(observed, desired) &&
    hasLayers(observed, desired, layerKinds)
  );
}

function hasMachines(
  { machines }: ObservedCluster,
  { layers, nodePools }: DesiredState,
): boolean {
  const version = layers.find(({ kind }) => kind === 'kubernetes')?.version;
  const pools = [
    { name: 'controlPlane', replicas: nodePools.controlPlane.replicas },
    ...nodePools.workers,
  ];
  const expected = pools.reduce((sum, pool) => sum + pool.replicas, 0);
  return (
    machines.length === expected &&
    pools.every(
      pool =>
        machines.filter(
          machine =>
            machine.pool === pool.name &&
            machine.ready &&
            machine.upToDate &&
            !machine.deleting &&
            (version === undefined || machine.kubernetesVersion === version),
        ).length === pool.replicas,
    )
  );
}

function hasLayers(
  observed: ObservedCluster,
  { layers }: DesiredState,
  layerKinds: readonly LayerKind[],
): boolean {
  return layers
    .filter(layer => isDeliveredByProvider(layer, layerKinds))
    .every(layer =>
      observed.layers.some(
        seen =>
          seen.name === layer.name &&
          seen.version === layer.version &&
          seen.digest === layerDigest(layer) &&
          seen.health === 'Healthy',
      ),
    );
}
