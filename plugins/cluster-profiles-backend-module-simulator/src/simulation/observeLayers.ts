import type { ObservedLayer } from '@cluster-profiles/plugin-cluster-profiles-common';
import { hasSchedulableNode, isApiReachable } from './clusterState';
import { driftOf } from './driftOf';
import { failureMessage, layerFailure } from './failures';
import type { Misbehaviour, SimulatedCluster, SimulatedLayer } from './types';

/** What an engine would tell of the layers that it holds, by name. */
export function observeLayers(
  state: SimulatedCluster,
  misbehaviours: readonly Misbehaviour[],
): ObservedLayer[] {
  return state.layers
    .map(layer => observeLayer(state, layer, misbehaviours))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function observeLayer(
  state: SimulatedCluster,
  layer: SimulatedLayer,
  misbehaviours: readonly Misbehaviour[],
): ObservedLayer {
  const failure = layerFailure(misbehaviours, layer.name);
  const message = failure
    ? failureMessage(failure)
    : waitingMessage(state, layer);
  const exists = layer.phase !== 'applied' || layer.provenVersion !== undefined;
  return {
    name: layer.name,
    ...(layer.provenVersion && { version: layer.provenVersion }),
    digest: layer.digest,
    health: failure ? 'Degraded' : health(layer, exists),
    ...(exists
      ? driftOf(state, layer.name, misbehaviours)
      : { drift: 'Unknown' as const }),
    ...(message && { message }),
  };
}

function health(
  { phase }: SimulatedLayer,
  exists: boolean,
): ObservedLayer['health'] {
  if (phase === 'healthy') {
    return 'Healthy';
  }
  return exists ? 'Progressing' : 'Missing';
}

function waitingMessage(
  state: SimulatedCluster,
  layer: SimulatedLayer,
): string | undefined {
  switch (layer.phase) {
    case 'pruning':
      return 'Objects are being removed';
    case 'applied':
      return isApiReachable(state)
        ? 'Objects are being created'
        : 'Waits for the API of the cluster';
    case 'progressing':
      return hasSchedulableNode(state) || layer.kind === 'network'
        ? 'Pods are starting'
        : '0 nodes are available';
    default:
      return undefined;
  }
}
