import { hasSchedulableNode, isApiReachable } from './clusterState';
import type { SimulatedCluster, SimulatedLayer } from './types';

/** The layers after one step of all that can move; undefined when all rest. */
export function stepLayers(
  state: SimulatedCluster,
  options: { failing(layer: string): boolean },
): SimulatedLayer[] | undefined {
  if (!isApiReachable(state)) {
    return undefined;
  }
  const schedulable = hasSchedulableNode(state);
  const layers = state.layers.map(layer =>
    options.failing(layer.name) ? layer : stepLayer(layer, schedulable),
  );
  const moved = layers.some((layer, index) => layer !== state.layers[index]);
  return moved ? layers : undefined;
}

/** Removes what is being pruned; undefined when nothing is. */
export function stepPrunes(
  state: SimulatedCluster,
): SimulatedCluster | undefined {
  const layers = state.layers.filter(({ phase }) => phase !== 'pruning');
  return layers.length < state.layers.length ? { ...state, layers } : undefined;
}

/** Network layers run on nodes that are not ready yet; nothing else does. */
function stepLayer(
  layer: SimulatedLayer,
  schedulable: boolean,
): SimulatedLayer {
  switch (layer.phase) {
    case 'applied':
      return { ...layer, phase: 'progressing' };
    case 'progressing':
      return schedulable || layer.kind === 'network'
        ? { ...layer, phase: 'healthy', provenVersion: layer.version }
        : layer;
    default:
      return layer;
  }
}
