import semver from 'semver';
import type { LayerInUse } from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  comparable,
  isCalled,
  matchLayer,
  parseLayerQuery,
  queryText,
} from './layerQuery';

/** Layers that the search field asks for, by name, the newest version first; apart those whose versions cannot be compared. */
export function findLayers(
  layers: readonly LayerInUse[],
  text: string,
): {
  found: LayerInUse[];
  notComparable: LayerInUse[];
  /** The name that is asked for where nothing is called so. */
  notKnown?: string;
  /** What is asked for, as it was understood. */
  asked: string;
} {
  const query = parseLayerQuery(text);
  const matching = (answer: 'yes' | 'unknown') =>
    layers
      .filter(layer => matchLayer(layer, query) === answer)
      .sort(byNameAndVersion);
  return {
    found: matching('yes'),
    notComparable: matching('unknown'),
    asked: queryText(query),
    ...(layers.some(layer => isCalled(layer, query.name))
      ? {}
      : { notKnown: query.name }),
  };
}

function byNameAndVersion(a: LayerInUse, b: LayerInUse): number {
  const [x, y] = [comparable(a.version), comparable(b.version)];
  return (
    a.name.localeCompare(b.name) ||
    (x && y ? semver.rcompare(x, y) : b.version.localeCompare(a.version))
  );
}

/** Clusters and profiles that the layers are in. */
export interface Affected {
  clusters: number;
  /** False when clusters of different layers may be the same ones: then it is at most so many. */
  exact: boolean;
  profiles: number;
}

/** A cluster runs one version of a layer, so versions of one layer add up, but for clusters on their way between two. */
export function affectedBy(layers: readonly LayerInUse[]): Affected {
  const named = layers.every(
    ({ clusters, clusterCount }) => clusters.length === clusterCount,
  );
  const single =
    distinct(layers.map(({ name }) => name)) < 2 &&
    (layers.length < 2 || layers.every(({ leaving }) => leaving === 0));
  return {
    clusters: named
      ? distinct(layers.flatMap(({ clusters }) => clusters))
      : layers.reduce((sum, { clusterCount }) => sum + clusterCount, 0),
    exact: named || single,
    profiles: distinct(
      layers.flatMap(({ profiles }) => profiles.map(({ name }) => name)),
    ),
  };
}

/** What there is, in one sentence. */
export function summarizeLayers(layers: readonly LayerInUse[]): string {
  const { clusters, exact, profiles } = affectedBy(layers);
  return [
    count(distinct(layers.map(({ name }) => name)), 'layer'),
    count(layers.length, 'version'),
    count(profiles, 'profile'),
    exact ? count(clusters, 'cluster') : `up to ${count(clusters, 'cluster')}`,
  ].join(', ');
}

/** Questions that the layers there are can answer. */
export function exampleQueries(layers: readonly LayerInUse[]): string[] {
  const versions = new Map<string, LayerInUse[]>();
  for (const layer of [...layers].sort(byNameAndVersion)) {
    versions.set(layer.name, [...(versions.get(layer.name) ?? []), layer]);
  }
  const [most = []] = [...versions.values()].sort(
    (a, b) => b.length - a.length,
  );
  const [newest] = most.filter(({ version }) => comparable(version));
  return newest
    ? [
        newest.name,
        `${newest.name} ${newest.version}`,
        `${newest.name} < ${newest.version}`,
      ]
    : [];
}

function distinct(names: readonly string[]): number {
  return new Set(names).size;
}

export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
