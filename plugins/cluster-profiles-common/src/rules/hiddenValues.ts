import type { JsonObject, JsonValue } from '@backstage/types';

/** Stands in the place of a value that the caller may not read. Names of fields and digests stay. @public */
export const HIDDEN_VALUE = '(hidden)';

/** The value with all that it holds replaced; only the names of its fields stay. @public */
export function hideValue(value: JsonObject): JsonObject;
/** @public */
export function hideValue(value: JsonValue): JsonValue;
export function hideValue(value: JsonValue): JsonValue {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(
        Object.entries(value).map(([name, member]) => [
          name,
          hideValue(member as JsonValue),
        ]),
      )
    : HIDDEN_VALUE;
}

/** JSON pointer segments that lead to the first value that is hidden; undefined where none is. @public */
export function findHidden(value: unknown): string[] | undefined {
  if (value === HIDDEN_VALUE) {
    return [];
  }
  if (value === null || typeof value !== 'object') {
    return undefined;
  }
  for (const [name, member] of Object.entries(value)) {
    const found = findHidden(member);
    if (found) {
      return [name, ...found];
    }
  }
  return undefined;
}
