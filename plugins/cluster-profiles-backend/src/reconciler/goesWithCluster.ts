import type { ObservedLayer } from '@cluster-profiles/plugin-cluster-profiles-common';
import { liveDefinition } from './nextPrunes';
import type { Picture } from './types';

/**
 * A layer that is not taken off a cluster of ours before the cluster itself goes: whatever gives back load balancers and volumes
 * needs the network, and the cloud controllers that come with it, to the end. Of an imported one everything is taken off. Pure.
 */
export function goesWithCluster(
  layer: Pick<ObservedLayer, 'name' | 'digest'>,
  { desired, earlierLayers }: Pick<Picture, 'desired' | 'earlierLayers'>,
): boolean {
  const definitions = [...desired.layers, ...earlierLayers];
  return (
    !desired.observeOnly &&
    liveDefinition(layer, definitions)?.kind === 'network'
  );
}
