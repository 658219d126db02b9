import type { SimulatedCluster } from './types';

/** Starts the deletion; the same object is returned when it is under way. */
export function acceptDeletion(state: SimulatedCluster): SimulatedCluster {
  return state.deleting
    ? state
    : { ...state, deleting: true, generation: state.generation + 1 };
}
