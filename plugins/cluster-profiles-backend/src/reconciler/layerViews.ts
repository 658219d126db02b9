import {
  isDeliveredByProvider,
  layerDigest,
  type DesiredLayer,
  type DriftState,
  type ObservedLayer,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Picture } from './types';

/** One desired layer beside what is seen of it. */
export interface LayerView {
  layer: DesiredLayer;
  digest: string;
  seen?: ObservedLayer;
  /** Delivered by the engine; else the provider brings it. */
  byEngine: boolean;
  /** `isReady` */
  ready: boolean;
  /** Unknown of what is not there, or on its way to a new content. */
  drift: DriftState;
}

/** The desired layers in stack order, each beside what is seen of it. */
export function layerViews({
  desired,
  observed,
  engineLayers,
  providerLayerKinds,
}: Pick<
  Picture,
  'desired' | 'observed' | 'engineLayers' | 'providerLayerKinds'
>): LayerView[] {
  return desired.layers.map(layer => {
    const byEngine = !isDeliveredByProvider(layer, providerLayerKinds);
    const candidates = byEngine ? engineLayers : (observed?.layers ?? []);
    const seen = candidates.find(it => it.name === layer.name);
    const digest = layerDigest(layer);
    return {
      layer,
      digest,
      seen,
      byEngine,
      ready: isReady(layer, seen),
      drift: seen?.digest === digest ? seen.drift : 'Unknown',
    };
  });
}

/** Proven to run, healthy, just as desired. */
export function isReady(layer: DesiredLayer, seen?: ObservedLayer): boolean {
  return (
    seen?.health === 'Healthy' &&
    seen.digest === layerDigest(layer) &&
    seen.version === layer.version
  );
}

/** Layers that the engine holds although they are not desired any more. */
export function undesiredLayers({
  desired,
  engineLayers,
  providerLayerKinds,
}: Pick<
  Picture,
  'desired' | 'engineLayers' | 'providerLayerKinds'
>): ObservedLayer[] {
  const wanted = new Set(
    desired.layers
      .filter(layer => !isDeliveredByProvider(layer, providerLayerKinds))
      .map(layer => layer.name),
  );
  return engineLayers.filter(({ name }) => !wanted.has(name));
}
