import type { DriftState } from '@cluster-profiles/plugin-cluster-profiles-common';
import { layerViews } from './layerViews';
import type { Picture } from './types';

/**
 * Drift of the whole cluster: the most telling of its layers. A layer on its way to a new content has not
 * drifted, and one that is as its approved override says is `Overridden`.
 */
export function deriveDrift(picture: Picture): DriftState {
  if (!picture.observed) {
    return 'Unknown';
  }
  const states = new Set<DriftState>(
    layerViews(picture).map(({ drift }) => drift),
  );
  const order: DriftState[] = ['Drifted', 'Overridden', 'Unknown'];
  return (
    order.find(state => states.has(state)) ??
    (picture.desired.overrides ? 'Overridden' : 'InSync')
  );
}
