import type {
  DesiredState,
  ObservedCluster,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { withLayer } from '../builders';

export function kubernetesAt(
  desired: DesiredState,
  version: string,
): DesiredState {
  const layer = desired.layers.find(({ kind }) => kind === 'kubernetes');
  return layer ? withLayer(desired, layer.name, { version }) : desired;
}

/** With a version to go through. */
export function kubernetesThrough(
  desired: DesiredState,
  version: string,
  through: string[],
): DesiredState {
  const layer = desired.layers.find(({ kind }) => kind === 'kubernetes');
  return layer ? withLayer(desired, layer.name, { version, through }) : desired;
}

/** Every worker pool larger by so many machines. */
export function resized(desired: DesiredState, extra: number): DesiredState {
  return {
    ...desired,
    nodePools: {
      ...desired.nodePools,
      workers: desired.nodePools.workers.map(pool => ({
        ...pool,
        replicas: pool.replicas + extra,
      })),
    },
  };
}

/** Names of the machines, sorted. */
export function machineNames(observed: ObservedCluster | undefined): string[] {
  return (observed?.machines ?? []).map(({ name }) => name).sort();
}

/** Machines that went between two looks, by pool. */
export function machinesGone(
  before: ObservedCluster,
  after: ObservedCluster,
): Map<string, number> {
  const left = new Set(machineNames(after));
  const counts = new Map<string, number>();
  for (const { name, pool } of before.machines) {
    if (!left.has(name)) {
      counts.set(pool, (counts.get(pool) ?? 0) + 1);
    }
  }
  return counts;
}
