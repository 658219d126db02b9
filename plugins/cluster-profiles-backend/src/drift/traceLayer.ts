import { isDeepStrictEqual } from 'node:util';
import type { JsonObject, JsonValue } from '@backstage/types';
import type {
  DesiredLayer,
  ObjectDifference,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  distinct,
  drivingParameterOf,
  isObject,
  setParameter,
  type Adopting,
  type Adoption,
  type Common,
  type Drifted,
} from './adoption';
import { toOverride } from './toOverride';

/** A value of a layer, as it is on the cluster. */
interface LayerValue {
  /** JSON pointer into the values. */
  path: string;
  key: string;
  value: JsonValue | undefined;
  /** That it is and nothing else. */
  parameter?: string[];
}

/**
 * Values of a chart: where one alone has the name of the field and the value that is desired. Where each of them is a parameter, that
 * is set, else they are overridden. Pure.
 */
export function traceLayer(
  { differences }: Drifted,
  layer: DesiredLayer,
  { desired, versions, until }: Adopting,
  common: Common,
): Adoption {
  const written = versions
    .find(({ profile }) => profile === layer.profile)
    ?.document.spec.layers.find(({ name }) => name === layer.name)?.values;
  const values = listValues(layer.values, written);
  const traced = differences.map(difference => ({
    difference,
    candidates: values.filter(value => isMeant(value, difference)),
  }));
  const parametersOf = ({ candidates }: (typeof traced)[number]) =>
    distinct(candidates.map(({ parameter }) => parameter));
  if (traced.every(it => parametersOf(it).length === 1)) {
    return {
      request: {
        kind: 'set-parameters',
        ...common,
        profile: layer.profile,
        parameters: traced.reduce<JsonObject>(
          (parameters, it) =>
            setParameter(
              parameters,
              parametersOf(it)[0],
              it.difference.observed!,
              { desired, profile: layer.profile },
            ),
          {},
        ),
      },
    };
  }
  const untraced = traced.find(({ candidates }) => candidates.length !== 1);
  if (untraced) {
    return { reason: whyUntraced(untraced, layer), untraced: true };
  }
  return toOverride(
    traced.map(({ candidates: [{ path }], difference }) => ({
      path,
      value: difference.observed!,
    })),
    { layer, until, common },
  );
}

function whyUntraced(
  {
    difference: { object, path },
    candidates,
  }: { difference: ObjectDifference; candidates: readonly LayerValue[] },
  { name }: DesiredLayer,
): string {
  return candidates.length > 1
    ? `Any of ${candidates.map(it => it.path).join(', ')} of layer ${name} may set ${path} of ${object}; override the one that does, change the profile, or make an exception`
    : `No value of layer ${name} can be told to set ${path} of ${object}: its chart makes it by itself, or out of several. Override a value of the chart that does if you know one, change the profile, or make an exception`;
}

/** What stands in objects, by name; lists are one value. */
function listValues(
  resolved: JsonValue | undefined,
  written: JsonValue | undefined,
  path = '',
): LayerValue[] {
  const parameter = drivingParameterOf(written);
  if (isObject(resolved) && !parameter) {
    return Object.entries(resolved).flatMap(([name, member]) =>
      listValues(
        member,
        isObject(written) ? written[name] : undefined,
        `${path}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`,
      ),
    );
  }
  const key = path.slice(path.lastIndexOf('/') + 1);
  return [{ path, key, value: resolved, ...(parameter && { parameter }) }];
}

function isMeant(
  { key, value }: LayerValue,
  { path, desired: wanted }: ObjectDifference,
): boolean {
  return (
    isCalled(key, path.slice(path.lastIndexOf('/') + 1)) &&
    isDeepStrictEqual(value, wanted)
  );
}

/** Charts call the replicas of an object as they like. */
export function isCalled(key: string, field: string): boolean {
  const plain = (word: string) =>
    word.toLocaleLowerCase('en-US').replace(/^replicacount$/, 'replicas');
  return plain(key) === plain(field);
}
