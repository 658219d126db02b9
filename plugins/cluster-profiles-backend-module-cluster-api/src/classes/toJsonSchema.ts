import type { JsonObject, JsonValue } from '@backstage/types';
import { isJsonObject } from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';

/** Keywords that mean the same in both. `format` is left to Cluster API, which knows its own. */
const SAME = [
  'type',
  'enum',
  'required',
  'pattern',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'uniqueItems',
  'minProperties',
  'maxProperties',
] as const;
const COMBINATIONS = ['allOf', 'anyOf', 'oneOf'] as const;

/**
 * The JSON Schema (draft 7) of a variable's OpenAPI v3 schema. As in Cluster API, members that no schema names are errors;
 * rules in CEL are left to it.
 */
export function toJsonSchema(schema: JsonObject): JsonObject {
  return { ...convert(schema), ...closed(schema) };
}

function convert(schema: JsonObject): JsonObject {
  const result: JsonObject = {};
  for (const keyword of SAME) {
    if (schema[keyword] !== undefined) {
      result[keyword] = schema[keyword];
    }
  }
  if (schema['x-kubernetes-int-or-string'] === true) {
    result.type = ['integer', 'string'];
  }
  Object.assign(
    result,
    limit(schema, 'minimum', 'exclusiveMinimum'),
    limit(schema, 'maximum', 'exclusiveMaximum'),
  );
  if (isJsonObject(schema.properties)) {
    result.properties = Object.fromEntries(
      Object.entries(schema.properties).map(([key, member]) => [
        key,
        nested(member),
      ]),
    );
  }
  if (schema.items !== undefined) {
    result.items = nested(schema.items);
  }
  if (isJsonObject(schema.additionalProperties)) {
    result.additionalProperties = nested(schema.additionalProperties);
  }
  for (const keyword of COMBINATIONS) {
    const parts = schema[keyword];
    if (Array.isArray(parts)) {
      result[keyword] = parts.filter(isJsonObject).map(convert);
    }
  }
  if (isJsonObject(schema.not)) {
    result.not = convert(schema.not);
  }
  return result;
}

function nested(schema: JsonValue | undefined): JsonObject {
  return isJsonObject(schema) ? toJsonSchema(schema) : {};
}

function closed(schema: JsonObject): JsonObject {
  return schema.type === 'object' &&
    schema.additionalProperties === undefined &&
    schema['x-kubernetes-preserve-unknown-fields'] !== true
    ? { additionalProperties: false }
    : {};
}

/** In OpenAPI v3 `exclusive…` says how the limit beside it is meant. */
function limit(
  schema: JsonObject,
  inclusive: 'minimum' | 'maximum',
  exclusive: 'exclusiveMinimum' | 'exclusiveMaximum',
): JsonObject {
  const value = schema[inclusive];
  if (value === undefined) {
    return {};
  }
  return { [schema[exclusive] === true ? exclusive : inclusive]: value };
}
