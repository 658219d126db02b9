import semver from 'semver';
import type { LayerInUse } from '@cluster-profiles/plugin-cluster-profiles-common';
import { comparable, matchLayer, parseLayerQuery } from './layerQuery';

/** Layers that the search field asks for, by name, the newest version first; apart those whose versions can not be compared. */
export function findLayers(
  layers: readonly LayerInUse[],
  text: string,
): { found: LayerInUse[]; notComparable: LayerInUse[] } {
  const query = parseLayerQuery(text);
  const matching = (answer: 'yes' | 'unknown') =>
    layers
      .filter(layer => matchLayer(layer, query) === answer)
      .sort(byNameAndVersion);
  return { found: matching('yes'), notComparable: matching('unknown') };
}

function byNameAndVersion(a: LayerInUse, b: LayerInUse): number {
  const [x, y] = [comparable(a.version), comparable(b.version)];
  return (
    a.name.localeCompare(b.name) ||
    (x && y ? semver.rcompare(x, y) : b.version.localeCompare(a.version))
  );
}

/** The answer in one sentence. */
export function summarizeLayers(layers: readonly LayerInUse[]): string {
  const distinct = (names: string[]) => new Set(names).size;
  return [
    count(distinct(layers.map(({ name }) => name)), 'layer'),
    count(layers.length, 'version'),
    count(
      distinct(layers.flatMap(l => l.profiles.map(({ name }) => name))),
      'profile',
    ),
    count(distinct(layers.flatMap(({ clusters }) => clusters)), 'cluster'),
  ].join(', ');
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
