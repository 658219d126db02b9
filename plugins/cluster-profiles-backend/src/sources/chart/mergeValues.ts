import type { JsonObject, JsonValue } from '@backstage/types';

/** Values over the defaults of a chart, as Helm lays them: objects are merged, all else is replaced, `null` takes a default away. */
export function mergeValues(
  defaults: JsonObject,
  values: JsonObject,
): JsonObject {
  const merged: Record<string, JsonValue | undefined> = Object.assign(
    Object.create(null),
    defaults,
  );
  for (const [key, value] of Object.entries(values)) {
    const known = merged[key];
    if (value === null) {
      delete merged[key];
    } else {
      merged[key] =
        isObject(known) && isObject(value) ? mergeValues(known, value) : value;
    }
  }
  return { ...merged };
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
