import {
  applyDriftExceptions,
  type ObservedLayer,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Picture } from './types';

/** What provider and engine see, with what the revision lets be marked as such. Pure. */
export function applyExceptions(picture: Picture, now: Date): Picture {
  const { desired, observed, engineLayers } = picture;
  const exceptions = new Map(
    desired.layers.flatMap(({ name, driftExceptions }) =>
      driftExceptions ? [[name, driftExceptions] as const] : [],
    ),
  );
  if (exceptions.size === 0) {
    return picture;
  }
  const apply = (layer: ObservedLayer) =>
    applyDriftExceptions(
      layer,
      exceptions.get(layer.name) ?? [],
      now.toISOString(),
    );
  return {
    ...picture,
    observed: observed && { ...observed, layers: observed.layers.map(apply) },
    engineLayers: engineLayers.map(apply),
  };
}
