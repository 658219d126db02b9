import type { SimulatedCluster } from './types';

/** Starts the deletion; the same object is returned when it is under way. By force, it is over at once. */
export function acceptDeletion(
  state: SimulatedCluster,
  { force = false }: { force?: boolean } = {},
): SimulatedCluster {
  if (force) {
    return { ...state, deleting: true, layers: [], gone: true };
  }
  return state.deleting
    ? state
    : { ...state, deleting: true, generation: state.generation + 1 };
}
