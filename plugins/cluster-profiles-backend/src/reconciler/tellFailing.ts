import type { ObservedLayer } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Picture } from './types';

/**
 * What is seen, with why layers could not be written or removed at these layers, also at those that are not there yet. What fails
 * before the engine has it, the engine cannot tell. Pure.
 */
export function tellFailing(
  picture: Picture,
  failing: ReadonlyMap<string, string> = new Map(),
): Picture {
  const { engineLayers, desired } = picture;
  const missing = desired.layers.filter(
    ({ name }) =>
      failing.has(name) && !engineLayers.some(seen => seen.name === name),
  );
  return {
    ...picture,
    engineLayers: [
      ...engineLayers.map(seen => withReason(seen, failing.get(seen.name))),
      ...missing.map(({ name }): ObservedLayer => ({
        name,
        health: 'Missing',
        drift: 'Unknown',
        message: failing.get(name),
      })),
    ],
  };
}

function withReason(seen: ObservedLayer, reason?: string): ObservedLayer {
  return reason === undefined
    ? seen
    : { ...seen, message: [reason, seen.message].filter(Boolean).join('; ') };
}
