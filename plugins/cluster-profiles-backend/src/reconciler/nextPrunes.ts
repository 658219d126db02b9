import {
  layerDigest,
  type DesiredLayer,
  type ObservedLayer,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Picture } from './types';

/** Of the layers that have to go, those whose turn it is: dependents first, network last. */
export function nextPrunes(
  going: readonly ObservedLayer[],
  picture: Pick<Picture, 'desired' | 'engineLayers' | 'earlierLayers'>,
): string[] {
  const definitions = [...picture.desired.layers, ...picture.earlierLayers];
  const live = new Map(
    picture.engineLayers.map(seen => [
      seen.name,
      liveDefinition(seen, definitions),
    ]),
  );
  const isNetwork = ({ name }: ObservedLayer) =>
    live.get(name)?.kind === 'network';
  const leaves = (candidates: readonly ObservedLayer[]) =>
    candidates.filter(
      ({ name }) =>
        ![...live].some(
          ([other, definition]) =>
            other !== name && definition?.dependsOn.includes(name),
        ),
    );

  const others = going.filter(layer => !isNetwork(layer));
  if (others.length > 0) {
    return leaves(others).map(({ name }) => name);
  }
  return leaves(going).map(({ name }) => name);
}

/** What is really running: an older definition as long as the new one was not handed over. */
export function liveDefinition(
  seen: Pick<ObservedLayer, 'name' | 'digest'>,
  definitions: readonly DesiredLayer[],
): DesiredLayer | undefined {
  const named = definitions.filter(({ name }) => name === seen.name);
  return named.find(layer => layerDigest(layer) === seen.digest) ?? named[0];
}
