import type { JsonObject, JsonValue } from '@backstage/types';
import { jsonPointer } from '@cluster-profiles/plugin-cluster-profiles-common';

const NAMED = ['properties', 'patternProperties', 'definitions', '$defs'];
const LISTED = ['allOf', 'anyOf', 'oneOf'];
const SINGLE = [
  'items',
  'additionalProperties',
  'additionalItems',
  'contains',
  'not',
  'if',
  'then',
  'else',
  'propertyNames',
];

/** A JSON Schema and every schema inside it, with JSON pointers. Values such as defaults and examples are not entered. */
export function* subschemas(
  schema: JsonObject,
  pointer = '',
): Generator<{ schema: JsonObject; pointer: string }> {
  yield { schema, pointer };
  for (const keyword of [...NAMED, ...LISTED]) {
    const members = schema[keyword];
    if (members !== null && typeof members === 'object') {
      yield* inEach(members, jsonPointer(pointer, keyword));
    }
  }
  for (const keyword of SINGLE) {
    const member = schema[keyword];
    if (Array.isArray(member)) {
      yield* inEach(member, jsonPointer(pointer, keyword));
    } else if (isObject(member)) {
      yield* subschemas(member, jsonPointer(pointer, keyword));
    }
  }
}

function* inEach(members: JsonObject | JsonValue[], pointer: string) {
  for (const [key, member] of Object.entries(members)) {
    if (isObject(member)) {
      yield* subschemas(member, jsonPointer(pointer, key));
    }
  }
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
