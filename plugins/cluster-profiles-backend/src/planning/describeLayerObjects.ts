import type {
  LayerDifference,
  LayerObjects,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { GatheredAnswers } from './types';

/** What becomes of the objects of each layer whose engine could tell, in stack order; undefined where none could. */
export function describeLayerObjects(options: {
  layers: readonly LayerDifference[];
  answers: GatheredAnswers;
}): LayerObjects[] | undefined {
  const { previews } = options.answers;
  if (!previews) {
    return undefined;
  }
  return options.layers.flatMap(({ name }) => {
    const preview = Object.hasOwn(previews, name) ? previews[name] : undefined;
    const tells =
      preview && (preview.objects.length > 0 || preview.hooks.length > 0);
    return tells
      ? [
          {
            layer: name,
            objects: preview.objects,
            ...(preview.hooks.length > 0 && { hooks: preview.hooks }),
          },
        ]
      : [];
  });
}

/** What cannot be brought back by a roll-back, one sentence each. */
export function lostObjects(layers: readonly LayerObjects[] = []): string[] {
  return layers.flatMap(({ objects }) =>
    objects
      .filter(({ action, risk }) => action === 'removed' && risk)
      .map(({ object, risk }) => `${object} is removed. ${risk}`),
  );
}
