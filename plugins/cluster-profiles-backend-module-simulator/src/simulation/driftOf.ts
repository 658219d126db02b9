import type { ObservedLayer } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Misbehaviour, SimulatedCluster } from './types';

/** Drifts of a layer that no later write has overwritten. */
export function activeDrifts(
  state: Pick<SimulatedCluster, 'corrected'>,
  layer: string,
  misbehaviours: readonly Misbehaviour[],
): Misbehaviour[] {
  return misbehaviours.filter(
    entry =>
      entry.kind === 'drift-layer' &&
      (entry.layer === undefined || entry.layer === layer) &&
      !state.corrected[layer]?.includes(entry.id),
  );
}

/** Drift of a layer, with a difference as somebody with kubectl would make it. */
export function driftOf(
  state: Pick<SimulatedCluster, 'corrected'>,
  layer: string,
  misbehaviours: readonly Misbehaviour[],
): Pick<ObservedLayer, 'drift' | 'differences'> {
  if (activeDrifts(state, layer, misbehaviours).length === 0) {
    return { drift: 'InSync' };
  }
  return {
    drift: 'Drifted',
    differences: [
      {
        object: `Deployment ${layer}/${layer}`,
        path: '/spec/replicas',
        desired: 2,
        observed: 1,
        manager: 'kubectl-edit',
      },
    ],
  };
}

/** Writing a layer again overwrites what drifted; the same object is returned when nothing had. */
export function correctDrift(
  state: SimulatedCluster,
  layers: readonly string[],
  misbehaviours: readonly Misbehaviour[],
): SimulatedCluster {
  const corrected = { ...state.corrected };
  let changed = false;
  for (const layer of layers) {
    const ids = activeDrifts(state, layer, misbehaviours).map(({ id }) => id);
    if (ids.length > 0) {
      corrected[layer] = [...(corrected[layer] ?? []), ...ids];
      changed = true;
    }
  }
  return changed ? { ...state, corrected } : state;
}
