import type { ObjectDifference } from '@cluster-profiles/plugin-cluster-profiles-common';
import { layerViews } from '../reconciler/layerViews';
import type { Picture } from '../reconciler/types';

/** One object of a layer that differs from what is desired. */
export interface DriftedObject {
  layer: string;
  object: string;
  differences: ObjectDifference[];
}

/** What one look tells of drift. */
export interface SeenDrift {
  drifted: DriftedObject[];
  /** Objects that only differ where they may. */
  excepted: Array<Pick<DriftedObject, 'layer' | 'object'>>;
  /** Layers of which it is known whether they drift. */
  known: ReadonlySet<string>;
  desired: ReadonlySet<string>;
  /** Layers whose fields are still to be found out: nothing ends before. */
  incomplete: ReadonlySet<string>;
}

/** Drift by object, with all that is known of it. Pure. */
export function listDrifted(picture: Picture): SeenDrift {
  const views = layerViews(picture);
  const known = views.filter(
    ({ drift }) => drift === 'Drifted' || drift === 'InSync',
  );
  const objects = known.flatMap(({ layer, seen, drift }) => {
    const differences = seen?.differences ?? [];
    const nothingTold: ObjectDifference[] =
      drift === 'Drifted' && differences.length === 0
        ? [{ object: `Layer ${layer.name}`, path: '', whole: 'unknown' }]
        : [];
    return byObject(layer.name, [...differences, ...nothingTold]);
  });
  return {
    drifted: objects.flatMap(({ differences, ...object }) => {
      const rest = differences.filter(({ ignored }) => !ignored);
      return rest.length > 0 ? [{ ...object, differences: rest }] : [];
    }),
    excepted: objects
      .filter(({ differences }) => differences.every(({ ignored }) => ignored))
      .map(({ layer, object }) => ({ layer, object })),
    known: new Set(known.map(({ layer }) => layer.name)),
    desired: new Set(views.map(({ layer }) => layer.name)),
    incomplete: new Set(
      known
        .filter(({ seen }) => seen?.fieldsUnknown?.retry)
        .map(({ layer }) => layer.name),
    ),
  };
}

function byObject(
  layer: string,
  differences: readonly ObjectDifference[],
): DriftedObject[] {
  const objects = new Map<string, ObjectDifference[]>();
  for (const difference of differences) {
    const { object } = difference;
    objects.set(object, [...(objects.get(object) ?? []), difference]);
  }
  return [...objects].map(([object, of]) => ({
    layer,
    object,
    differences: of,
  }));
}
