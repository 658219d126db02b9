import type { JsonObject } from '@backstage/types';
import {
  findHidden,
  type LayerDifference,
  type ValueDifference,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { textPairs, yamlText, type TextPair } from '../TextDifference/textPair';
import { isPin, isValue } from './layerAction';
import { valuesPair } from './valuesPair';

/** A layer as it will be, as far as its values go. */
export interface LayerAfter {
  name: string;
  values?: JsonObject;
}

/** What differs within one layer: its values as texts, the rest (source, dependencies) one by one. */
export interface LayerText {
  layer: LayerDifference;
  facts: ValueDifference[];
  /** Address and SHA-256 of its bytes, which follow from the version. */
  pin: ValueDifference[];
  values?: TextPair;
}

const VALUES = '/values';

/** What differs within layers, for those in which something does. `after` adds what stays as it is. */
export function layerTexts(
  layers: readonly LayerDifference[],
  after: readonly LayerAfter[] = [],
): LayerText[] {
  const whole = new Map(after.map(({ name, values }) => [name, values]));
  const differing = layers.filter(({ values }) => values.length > 0);
  const pairs = textPairs(
    differing.flatMap(layer => {
      const values = layer.values.filter(isReadable);
      if (values.length === 0) {
        return [];
      }
      const pair = valuesPair(
        values.map(difference => ({
          ...difference,
          path: difference.path.slice(VALUES.length),
        })),
        layer.action === 'removed' ? undefined : whole.get(layer.name),
      );
      return [
        {
          id: layerTextId(layer.name),
          title: `Values of ${layer.name}`,
          before: yamlText(pair.before),
          after: yamlText(pair.after),
        },
      ];
    }),
  );
  const byId = new Map(pairs.map(pair => [pair.id, pair]));
  return differing.map(layer => ({
    layer,
    ...factsOf(layer),
    values: byId.get(layerTextId(layer.name)),
  }));
}

function factsOf(layer: LayerDifference): Pick<LayerText, 'facts' | 'pin'> {
  const all = layer.values
    .filter(difference => !isReadable(difference))
    .map(difference => ofWhatIsThere(layer, difference));
  return {
    facts: all.filter(fact => !isPin(fact)),
    pin: all.filter(isPin),
  };
}

/** Values that are hidden would make two equal texts: they are told one by one, like what is beside the values. */
function isReadable({ path, before, after }: ValueDifference): boolean {
  return isValue({ path }) && !findHidden([before, after]);
}

function layerTextId(name: string): string {
  return `layer ${name}`;
}

/** A layer that is not there has no facts, not even empty ones. */
function ofWhatIsThere(
  { action }: LayerDifference,
  { path, before, after }: ValueDifference,
): ValueDifference {
  if (action === 'added') {
    return { path, after };
  }
  return action === 'removed' ? { path, before } : { path, before, after };
}
