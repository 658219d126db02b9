import type { JsonObject, JsonValue } from '@backstage/types';
import {
  jsonPointer,
  substitutionPaths,
  valueAt,
} from '@cluster-profiles/plugin-cluster-profiles-common';

/** A value of a layer that can be overridden. */
export interface OfferedValue {
  /** JSON pointer into the values of the layer. */
  path: string;
  /** As it is on the cluster now, overrides included. */
  value: JsonValue;
  /** As the profile writes it; absent where that is not known, or the profile has no such value. */
  written?: JsonValue;
  /** The parameter that it follows, where it is nothing else. */
  parameter?: { name: string; schema?: JsonObject };
}

/** Every value of a layer, the members of objects each on their own; lists are one value. */
export function offeredValues(options: {
  /** Of the layer on the cluster. */
  values: JsonObject;
  /** Of the layer in the profile, before anything was put into it. */
  written?: JsonObject;
  /** JSON Schema of the parameters of the profile. */
  parameters?: JsonObject;
}): OfferedValue[] {
  const { values, written, parameters } = options;
  return leaves(values, '').map(([path, value]) => {
    const source = written && valueAt(written, path);
    return {
      path,
      value,
      ...(source === undefined ? {} : { written: source }),
      ...followed(source, parameters),
    };
  });
}

function leaves(value: JsonObject, path: string): Array<[string, JsonValue]> {
  return Object.entries(value).flatMap(([name, member]) => {
    const inner = jsonPointer(path, name);
    if (member === undefined) {
      return [];
    }
    return isFull(member)
      ? leaves(member, inner)
      : [[inner, member] as [string, JsonValue]];
  });
}

function isFull(value: JsonValue): value is JsonObject {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.keys(value).length > 0
  );
}

const WHOLE = /^\$\{\{[^{}]*\}\}$/;

function followed(
  source: JsonValue | undefined,
  parameters: JsonObject | undefined,
): Pick<OfferedValue, 'parameter'> {
  if (typeof source !== 'string' || !WHOLE.test(source)) {
    return {};
  }
  const [root, name, ...deeper] = substitutionPaths(source)[0].path.split('.');
  if (root !== 'parameters' || !name || deeper.length > 0) {
    return {};
  }
  const schema = parameters && valueAt(parameters, `/properties/${name}`);
  return {
    parameter: {
      name,
      ...(schema && typeof schema === 'object' && !Array.isArray(schema)
        ? { schema }
        : {}),
    },
  };
}
