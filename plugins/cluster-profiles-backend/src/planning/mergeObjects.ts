import type {
  LayerDifference,
  ObjectChanges,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { GatheredAnswers } from './types';

/** What the provider would change, and what the engine would create, change and remove for each layer. */
export function mergeObjects(options: {
  layers: readonly LayerDifference[];
  answers: GatheredAnswers;
}): ObjectChanges {
  const { preview, rendered, previews = {} } = options.answers;
  const created = new Set(preview?.objects.created);
  const changed = new Set(preview?.objects.changed);
  const removed = new Set(preview?.objects.removed);
  const lists = { added: created, changed, removed };
  for (const layer of options.layers) {
    const objects = rendered[layer.name];
    if (objects) {
      const before = new Set(objects.before);
      const after = new Set(objects.after);
      after.forEach(object => {
        if (!before.has(object)) {
          created.add(object);
        } else if (layer.action === 'changed') {
          changed.add(object);
        }
      });
      before.forEach(object => {
        if (!after.has(object)) {
          removed.add(object);
        }
      });
    }
  }
  for (const { objects } of Object.values(previews)) {
    for (const { object, action } of objects) {
      if (action !== 'kept') {
        lists[action].add(object);
      }
    }
  }
  // What one layer gives up and another takes over is changed, neither created nor removed.
  for (const object of [...created].filter(name => removed.has(name))) {
    created.delete(object);
    removed.delete(object);
    changed.add(object);
  }
  return {
    created: [...created].sort(),
    changed: [...changed].sort(),
    removed: [...removed].sort(),
  };
}
