import type { JsonObject, JsonValue } from '@backstage/types';
import { pointerSegments } from './jsonPointer';

/** Names that reach beyond an object's own members. */
const NEVER = new Set(['__proto__', 'constructor', 'prototype']);

/** What stands at a JSON pointer; undefined where nothing does. @public */
export function valueAt(
  values: JsonObject,
  pointer: string,
): JsonValue | undefined {
  let found: JsonValue | undefined = values;
  for (const segment of pointerSegments(pointer)) {
    if (
      found === null ||
      typeof found !== 'object' ||
      !Object.hasOwn(found, segment)
    ) {
      return undefined;
    }
    found = (found as JsonObject)[segment];
  }
  return found;
}

/**
 * The values with another one at a JSON pointer; objects on the way are made where they are missing, entries of lists must be there.
 * Throws a `RangeError` that says what is in the way.
 * @public
 */
export function overrideValue(
  values: JsonObject,
  pointer: string,
  value: JsonValue,
): JsonObject {
  const segments = pointerSegments(pointer);
  if (segments.length === 0 || segments.some(segment => NEVER.has(segment))) {
    throw new RangeError(`"${pointer}" names no value`);
  }
  return put(values, segments, { pointer, value }) as JsonObject;
}

function put(
  holder: JsonValue | undefined,
  [segment, ...rest]: string[],
  options: { pointer: string; value: JsonValue },
): JsonValue {
  if (segment === undefined) {
    return options.value;
  }
  if (Array.isArray(holder)) {
    if (!/^(0|[1-9]\d*)$/.test(segment) || Number(segment) >= holder.length) {
      throw new RangeError(`"${options.pointer}" is past the end of a list`);
    }
    return holder.map((item, index) =>
      index === Number(segment) ? put(item, rest, options) : item,
    );
  }
  if (holder !== undefined && (holder === null || typeof holder !== 'object')) {
    throw new RangeError(`"${options.pointer}" is inside of a plain value`);
  }
  return {
    ...holder,
    [segment]: put(holder?.[segment], rest, options),
  };
}
