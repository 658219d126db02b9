import { layerFailure, machineFailure } from './failures';
import { stepDeletion } from './stepDeletion';
import { stepLayers, stepPrunes } from './stepLayers';
import { stepMachines } from './stepMachines';
import type { Misbehaviour, SimulatedCluster } from './types';

/** One step of everything that can move; undefined when nothing can. */
export function step(
  state: SimulatedCluster,
  misbehaviours: readonly Misbehaviour[],
): SimulatedCluster | undefined {
  // Neither a pause nor a cluster that hangs or fails is in the way of what is to go.
  if (state.deleting) {
    if (misbehaviours.some(({ kind }) => kind === 'hang-deletion')) {
      return undefined;
    }
    return stepDeletion(state);
  }
  const pruned = stepPrunes(state);
  return stepOnwards(pruned ?? state, misbehaviours) ?? pruned;
}

function stepOnwards(
  state: SimulatedCluster,
  misbehaviours: readonly Misbehaviour[],
): SimulatedCluster | undefined {
  if (misbehaviours.some(({ kind }) => kind === 'hang')) {
    return undefined;
  }
  if (state.observedGeneration !== state.generation) {
    return {
      ...state,
      observedGeneration: state.generation,
      paused: state.spec.paused,
    };
  }
  if (state.paused) {
    return undefined;
  }
  const machines = machineFailure(misbehaviours, state.spec.ownLayers)
    ? undefined
    : stepMachines(state);
  const layers = stepLayers(state, {
    failing: name => layerFailure(misbehaviours, name) !== undefined,
  });
  return machines || layers
    ? { ...state, ...machines, layers: layers ?? state.layers }
    : undefined;
}
