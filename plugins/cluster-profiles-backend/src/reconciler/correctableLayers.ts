import { layerViews, type LayerView } from './layerViews';
import type { Picture } from './types';

/**
 * Layers that drifted and can be brought back now. What stands as desired has come already, so that it waits for nothing but a way
 * in, whatever becomes of what it depends on. Pure.
 */
export function correctableLayers(
  picture: Picture,
  views: readonly LayerView[] = layerViews(picture),
): LayerView[] {
  const { desired, observed } = picture;
  return desired.paused || desired.deleted
    ? []
    : views.filter(
        ({ drift, byEngine }) =>
          drift === 'Drifted' && (!byEngine || observed?.apiReachable),
      );
}
