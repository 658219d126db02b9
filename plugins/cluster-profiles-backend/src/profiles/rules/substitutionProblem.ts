import type { JsonObject, JsonValue } from '@backstage/types';
import type { ProfileDocument } from '@cluster-profiles/plugin-cluster-profiles-common';

const CLUSTER = ['name', 'uid', 'owner'];
const TARGET = ['name', 'region', 'stage'];
const TARGET_MAPS = ['labels', 'variables'];

export interface SubstitutionProblem {
  code: 'unknown-substitution' | 'uncertain-substitution';
  message: string;
  remedy: string;
}

/** Why a path would not be there at deployment; undefined when it will be. */
export function substitutionProblem(
  path: string,
  document: ProfileDocument,
): SubstitutionProblem | undefined {
  const [root, ...rest] = path.split('.');
  switch (root) {
    case 'parameters':
      return parameterProblem(path, rest, document.spec.parameters);
    case 'cluster':
      return rest.length === 1 && CLUSTER.includes(rest[0])
        ? undefined
        : unknown(path, `Use cluster. with one of ${CLUSTER.join(', ')}`);
    case 'target':
      return (rest.length === 1 && TARGET.includes(rest[0])) ||
        (rest.length > 1 && TARGET_MAPS.includes(rest[0]))
        ? undefined
        : unknown(
            path,
            `Use target. with one of ${TARGET.join(', ')}, labels.NAME, variables.NAME`,
          );
    case 'layers':
      return layerProblem(path, rest, document);
    default:
      return unknown(path, 'Start with parameters, cluster, target or layers');
  }
}

function parameterProblem(
  path: string,
  segments: string[],
  schema: JsonObject | undefined,
): SubstitutionProblem | undefined {
  if (segments.length === 0) {
    return unknown(path, 'Name one parameter');
  }
  let part = schema;
  for (const segment of segments) {
    const properties = part?.properties;
    if (!isObject(properties)) {
      // an object whose members the schema leaves open
      return part && part !== schema && part.type === 'object'
        ? uncertain(path)
        : unknown(path, 'Declare it in spec.parameters');
    }
    const next = own(properties, segment);
    if (!isObject(next)) {
      return unknown(path, 'Declare it in spec.parameters');
    }
    const required =
      Array.isArray(part?.required) && part.required.includes(segment);
    if (!required && next.default === undefined) {
      return uncertain(path);
    }
    part = resolve(next, schema);
  }
  return undefined;
}

/** One step through a reference inside the schema. */
function resolve(part: JsonObject, schema: JsonObject | undefined): JsonObject {
  const [, collection, name] =
    /^#\/(definitions|\$defs)\/([^/]+)$/.exec(String(part.$ref ?? '')) ?? [];
  const definitions = collection && schema?.[collection];
  const found = isObject(definitions) ? own(definitions, name) : undefined;
  return isObject(found) ? found : part;
}

function layerProblem(
  path: string,
  [name, field, ...keys]: string[],
  document: ProfileDocument,
): SubstitutionProblem | undefined {
  const layer = document.spec.layers.find(candidate => candidate.name === name);
  if (!layer) {
    return unknown(path, 'Name a layer of this profile');
  }
  if (field === 'version' && keys.length === 0) {
    return undefined;
  }
  let value: JsonValue | undefined =
    field === 'values' && keys.length > 0 ? layer.values : undefined;
  for (const key of keys) {
    value =
      isObject(value) || Array.isArray(value) ? own(value, key) : undefined;
  }
  return value === undefined
    ? unknown(
        path,
        `Use layers.${name}.version, or layers.${name}.values. with a field that is there`,
      )
    : undefined;
}

function unknown(path: string, remedy: string): SubstitutionProblem {
  return {
    code: 'unknown-substitution',
    message: `The substitution \${{ ${path} }} refers to nothing`,
    remedy,
  };
}

function uncertain(path: string): SubstitutionProblem {
  return {
    code: 'uncertain-substitution',
    message: `The parameter of \${{ ${path} }} may be left out by a requester`,
    remedy: 'Require it or give it a default',
  };
}

function own(members: object, key: string): JsonValue | undefined {
  return Object.hasOwn(members, key) ? (members as JsonObject)[key] : undefined;
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
