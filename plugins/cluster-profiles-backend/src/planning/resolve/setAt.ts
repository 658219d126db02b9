import type { JsonObject, JsonValue } from '@backstage/types';

/** An object with another value at a path of keys; what is in its way becomes an object. */
export function setAt(
  object: JsonObject,
  [name, ...rest]: readonly string[],
  value: JsonValue,
): JsonObject {
  const member = Object.hasOwn(object, name) ? object[name] : undefined;
  const inner =
    member && typeof member === 'object' && !Array.isArray(member)
      ? member
      : {};
  return {
    ...object,
    [name]: rest.length > 0 ? setAt(inner, rest, value) : value,
  };
}
