import type { JsonObject, JsonValue } from '@backstage/types';

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What stands at a path of keys; undefined where there is nothing. */
export function memberAt(
  value: unknown,
  path: readonly string[],
): JsonValue | undefined {
  let found: unknown = value;
  for (const key of path) {
    if (!isJsonObject(found) || !Object.hasOwn(found, key)) {
      return undefined;
    }
    found = found[key];
  }
  return found as JsonValue | undefined;
}

export function textAt(value: unknown, path: readonly string[]): string {
  const found = memberAt(value, path);
  return typeof found === 'string' ? found : '';
}

/** The objects of a list; empty where there is no list. */
export function objectsAt(
  value: unknown,
  path: readonly string[],
): JsonObject[] {
  const found = memberAt(value, path);
  return Array.isArray(found) ? found.filter(isJsonObject) : [];
}
