import semver from 'semver';
import type { LayerInUse } from '@cluster-profiles/plugin-cluster-profiles-common';

type Operator = '<' | '<=' | '=' | '>=' | '>';

/** What the search field says: part of the name of a layer or its component, and with it a version, or a comparison with one. */
export interface LayerQuery {
  name: string;
  operator?: Operator;
  version?: string;
}

const COMPARISON = /^([^\s<>=]*)\s*(<=|>=|<|>|=)\s*(\S*)$/;
const NAME_AND_VERSION = /^(\S+)\s+(v?\d\S*)$/;
const PARTIAL = /^v?\d+(\.\d+){0,2}$/;

/** `ingress-nginx < 4.13`, `cilium 1.18.5`, `cilium`. An unfinished comparison counts as its name. */
export function parseLayerQuery(text: string): LayerQuery {
  const query = text.trim();
  const compared = COMPARISON.exec(query);
  if (compared) {
    const [, name, operator, version] = compared;
    return version
      ? { name, operator: operator as Operator, version }
      : { name };
  }
  const named = NAME_AND_VERSION.exec(query);
  return named
    ? { name: named[1], operator: '=', version: named[2] }
    : { name: query };
}

/** `unknown`: the name fits, but the versions cannot be compared. */
export function matchLayer(
  layer: Pick<LayerInUse, 'name' | 'component' | 'version'>,
  { name, operator, version }: LayerQuery,
): 'yes' | 'no' | 'unknown' {
  if (!isCalled(layer, name)) {
    return 'no';
  }
  if (!operator || !version) {
    return 'yes';
  }
  if (operator === '=') {
    return isSameOrBelow(layer.version, version) ? 'yes' : 'no';
  }
  const have = comparable(layer.version);
  const bound = comparable(version);
  if (!have || !bound) {
    return 'unknown';
  }
  return semver.cmp(have, operator, bound) ? 'yes' : 'no';
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
