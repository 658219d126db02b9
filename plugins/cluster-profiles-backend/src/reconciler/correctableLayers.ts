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
        view => differs(view) && (!view.byEngine || observed?.apiReachable),
      );
}

/** What may be nothing but what may differ is written again, for the engine to know. */
function differs({ drift, seen, digest }: LayerView): boolean {
  return (
    drift === 'Drifted' ||
    (drift === 'Unknown' &&
      seen?.digest === digest &&
      seen.differences?.some(({ ignored }) => !ignored) === true)
  );
}
