import {
  isDeliveredByProvider,
  type DesiredState,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type {
  AddOnEngine,
  ClusterProvider,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import type { Hold } from './types';

/** Who delivers a cluster: the provider of its target, and the engine for the layers that the provider does not bring. */
export interface Delivery {
  provider: ClusterProvider;
  /** Absent when there is none and no layer needs one. */
  engine?: AddOnEngine;
}

export function findDelivery(
  { target, layers, deleted }: DesiredState,
  options: {
    providers: ReadonlyMap<string, ClusterProvider>;
    engines: ReadonlyMap<string, AddOnEngine>;
  },
): Delivery | Hold {
  const provider = options.providers.get(target.provider);
  if (!provider) {
    return {
      reason: 'ProviderMissing',
      message: `No provider ${target.provider} is installed; add its module to the backend`,
    };
  }
  const engineId = target.addOnEngine ?? target.provider;
  const engine = options.engines.get(engineId);
  const needsEngine = layers.some(
    layer => !isDeliveredByProvider(layer, provider.layerKinds),
  );
  // A deletion goes on without its engine: what the engine kept is left behind.
  if (!engine && needsEngine && !deleted) {
    return {
      reason: 'EngineMissing',
      message: `No add-on engine ${engineId} is installed; add its module to the backend or set addOnEngine of target ${target.name}`,
    };
  }
  return { provider, engine };
}
