import type { LayerKind, LayerSource } from '../kind/ClusterProfile';

/**
 * Whether a layer comes with the cluster itself. What has bytes of its own, a chart or manifests, always goes to an add-on engine.
 * @public
 */
export function isDeliveredByProvider(
  layer: { kind: LayerKind; source?: LayerSource },
  layerKinds: readonly LayerKind[],
): boolean {
  const { kind, source } = layer;
  return layerKinds.includes(kind) && (!source || source.type === 'image');
}
