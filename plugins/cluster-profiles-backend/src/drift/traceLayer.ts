import { isDeepStrictEqual } from 'node:util';
import type { JsonObject, JsonValue } from '@backstage/types';
import type { DesiredLayer } from '@cluster-profiles/plugin-cluster-profiles-common';
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

/** Values of a chart: where one parameter alone has the name of the field and the value that is desired. Pure. */
export function traceLayer(
  { differences }: Drifted,
  layer: DesiredLayer,
  { desired, versions }: Adopting,
  common: Common,
): Adoption {
  const written =
    versions
      .find(({ profile }) => profile === layer.profile)
      ?.document.spec.layers.find(({ name }) => name === layer.name)?.values ??
    {};
  let parameters: JsonObject = {};
  for (const { object, path, desired: wanted, observed } of differences) {
    const field = path.slice(path.lastIndexOf('/') + 1);
    const found = distinct(
      drivenValues(written, layer.values)
        .filter(
          ({ key, value }) =>
            isCalled(key, field) && isDeepStrictEqual(value, wanted),
        )
        .map(({ parameter }) => parameter),
    );
    const [parameter] = found;
    if (!parameter || found.length > 1) {
      return {
        reason: `${
          parameter
            ? 'More than one parameter'
            : `No parameter of ${layer.profile}`
        } can be told to set ${path} of ${object}; change the profile, or make an exception`,
      };
    }
    parameters = setParameter(parameters, parameter, observed!, {
      desired,
      profile: layer.profile,
    });
  }
  return {
    request: {
      kind: 'set-parameters',
      ...common,
      profile: layer.profile,
      parameters,
    },
  };
}

/** Values of a layer that are a parameter and nothing else, with what they are on the cluster. */
function drivenValues(
  written: JsonValue | undefined,
  resolved: JsonValue | undefined,
  key = '',
): Array<{ key: string; value: JsonValue | undefined; parameter: string[] }> {
  const parameter = drivingParameterOf(written);
  if (parameter) {
    return [{ key, value: resolved, parameter }];
  }
  return isObject(written)
    ? Object.entries(written).flatMap(([name, member]) =>
        drivenValues(
          member,
          isObject(resolved) ? resolved[name] : undefined,
          name,
        ),
      )
    : [];
}

/** Charts call the replicas of an object as they like. */
function isCalled(key: string, field: string): boolean {
  const plain = (word: string) =>
    word.toLocaleLowerCase('en-US').replace(/^replicacount$/, 'replicas');
  return plain(key) === plain(field);
}
