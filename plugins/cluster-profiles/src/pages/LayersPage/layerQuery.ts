import semver from 'semver';
import type { LayerInUse } from '@cluster-profiles/plugin-cluster-profiles-common';

type Operator = '<' | '<=' | '=' | '>=' | '>';

interface Comparison {
  operator: Operator;
  version: string;
}

/** What the search field says: part of the name of a layer or its component, and what its version has to compare with. */
export interface LayerQuery {
  name: string;
  comparisons: Comparison[];
}

const QUESTION = /^(?:who|which clusters?|what)\s+(?:runs?|has|have|uses?)\s+/i;
/** Words for operators; only before a version, or where one is still to come. */
const WORDS: ReadonlyArray<[words: string, operator: Operator]> = [
  ['below|under|before|older than|less than', '<'],
  ['up to|at most', '<='],
  ['at least|from', '>='],
  ['above|over|after|newer than|more than', '>'],
];
const COMPARISON = /(<=|>=|<|>|=)\s*([^\s,<>=]+)/g;
/** All that follows a name where versions are compared; the last comparison may be unfinished. */
const COMPARISONS =
  /^(?:[\s,]*(?:and\s+)?(?:<=|>=|<|>|=)\s*[^\s,<>=]+)*[\s,]*(?:and)?\s*(?:<=|>=|<|>|=)?$/i;
const NAME_AND_VERSION = /^(\S+)\s+(v?\d\S*)$/;
const PARTIAL = /^v?\d+(\.\d+){0,2}$/;

/**
 * `ingress-nginx < 4.13`, `ingress-nginx >= 4.10 < 4.13`, `cilium 1.18.5`, `cilium`, and as one would ask it:
 * `Who runs ingress-nginx below 4.13?` An unfinished comparison counts as its name.
 */
export function parseLayerQuery(text: string): LayerQuery {
  const query = WORDS.reduce(
    (said, [words, operator]) =>
      said.replace(
        new RegExp(`\\s(?:${words})(?=\\s+v?\\d|$)`, 'gi'),
        ` ${operator}`,
      ),
    text
      .trim()
      .replace(/[\s?]+$/, '')
      .replace(QUESTION, ''),
  );
  const [name] = /^[^\s<>=]*/.exec(query)!;
  const rest = query.slice(name.length);
  if (COMPARISONS.test(rest)) {
    return {
      name,
      comparisons: [...rest.matchAll(COMPARISON)].map(
        ([, operator, version]) => ({
          operator: operator as Operator,
          version,
        }),
      ),
    };
  }
  const named = NAME_AND_VERSION.exec(query);
  return named
    ? { name: named[1], comparisons: [{ operator: '=', version: named[2] }] }
    : { name: query, comparisons: [] };
}

/** The query as it was understood: `ingress-nginx < 4.13`. */
export function queryText({ name, comparisons }: LayerQuery): string {
  return [
    name,
    ...comparisons.map(({ operator, version }) =>
      operator === '=' ? version : `${operator} ${version}`,
    ),
  ]
    .filter(Boolean)
    .join(' ');
}

/** `unknown`: the name fits, but the versions cannot be compared. */
export function matchLayer(
  layer: Pick<LayerInUse, 'name' | 'component' | 'version'>,
  { name, comparisons }: LayerQuery,
): 'yes' | 'no' | 'unknown' {
  if (!isCalled(layer, name)) {
    return 'no';
  }
  const answers = comparisons.map(comparison =>
    compare(layer.version, comparison),
  );
  return (
    (['no', 'unknown'] as const).find(answer => answers.includes(answer)) ??
    'yes'
  );
}

function compare(
  version: string,
  { operator, version: bound }: Comparison,
): 'yes' | 'no' | 'unknown' {
  if (operator === '=') {
    return isSameOrBelow(version, bound) ? 'yes' : 'no';
  }
  const [have, limit] = [comparable(version), comparable(bound)];
  if (!have || !limit) {
    return 'unknown';
  }
  return semver.cmp(have, operator, limit) ? 'yes' : 'no';
}

/** By its author, or by the world: `ingress` may be the chart `ingress-nginx`. */
export function isCalled(
  { name, component = '' }: Pick<LayerInUse, 'name' | 'component'>,
  part: string,
): boolean {
  return [name, component].some(text =>
    text.toLowerCase().includes(part.toLowerCase()),
  );
}

/** `1.18` stands for all of its patches. */
function isSameOrBelow(version: string, wanted: string): boolean {
  const [have, want] = [version, wanted].map(text => text.replace(/^v/, ''));
  return have === want || have.startsWith(`${want}.`);
}

/** Semver, also where parts are missing (`4.13`) or have leading zeros (`24.04.3`). */
export function comparable(version: string): semver.SemVer | null {
  return (
    semver.parse(version, { loose: true }) ??
    (PARTIAL.test(version) ? semver.coerce(version) : null)
  );
}
