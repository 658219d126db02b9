import type { JsonObject, JsonValue } from '@backstage/types';
import {
  isJsonObject,
  memberAt,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';

/** A value with the defaults of its schema filled in at all depths, as Cluster API does it; undefined where it has none. */
export function fillDefaults(
  value: JsonValue | undefined,
  schema: JsonObject,
): JsonValue | undefined {
  const missing =
    value === undefined || (value === null && schema.default !== undefined);
  const given = missing ? structuredClone(schema.default) : value;
  if (Array.isArray(given)) {
    const items = memberAt(schema, ['items']);
    return isJsonObject(items)
      ? given.map(item => fillDefaults(item, items) ?? null)
      : given;
  }
  return isJsonObject(given) ? fillMembers(given, schema) : given;
}

function fillMembers(value: JsonObject, schema: JsonObject): JsonObject {
  const properties = isJsonObject(schema.properties) ? schema.properties : {};
  const { additionalProperties } = schema;
  const filled = new Map(Object.entries(value));
  for (const [key, member] of Object.entries(properties)) {
    const known = fillDefaults(
      filled.get(key),
      isJsonObject(member) ? member : {},
    );
    if (known !== undefined) {
      filled.set(key, known);
    }
  }
  if (isJsonObject(additionalProperties)) {
    for (const [key, member] of filled) {
      if (!Object.hasOwn(properties, key)) {
        filled.set(key, fillDefaults(member, additionalProperties) ?? null);
      }
    }
  }
  return Object.fromEntries(filled);
}
