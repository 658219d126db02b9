import type { JsonObject, JsonValue } from '@backstage/types';
import {
  diffValues,
  type ValueDifference,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { pointerSegments } from '../SettingDifferences/settingTitle';

/** Values of a layer before and after a change. */
export interface ValuesPair {
  before: JsonObject;
  after: JsonObject;
}

/**
 * Values on both sides, out of their differences. With the values after (`whole`) what stays as it is stands there, too;
 * where those and the differences do not fit together, the differences alone count.
 */
export function valuesPair(
  differences: readonly ValueDifference[],
  whole: JsonObject | undefined,
): ValuesPair {
  if (whole) {
    const before = structuredClone(whole);
    for (const { path, before: value } of differences) {
      put(before, pointerSegments(path), value);
    }
    if (same(diffValues(before, whole), differences)) {
      return { before, after: whole };
    }
  }
  const pair: ValuesPair = { before: {}, after: {} };
  for (const { path, before, after } of differences) {
    const segments = pointerSegments(path);
    if (before !== undefined) {
      put(pair.before, segments, before);
    }
    if (after !== undefined) {
      put(pair.after, segments, after);
    }
  }
  return pair;
}

/** Sets or, without a value, removes what a pointer leads to. Items of a list go by their `name` where they have one. */
function put(
  root: JsonObject,
  segments: readonly string[],
  value: JsonValue | undefined,
): void {
  let holder: JsonObject | JsonValue[] = root;
  for (const segment of segments.slice(0, -1)) {
    const next: JsonValue | undefined = get(holder, segment);
    if (typeof next === 'object' && next !== null) {
      holder = next as JsonObject | JsonValue[];
    } else {
      const created: JsonObject = {};
      set(holder, segment, created);
      holder = created;
    }
  }
  const last = segments[segments.length - 1];
  if (last !== undefined) {
    set(holder, last, value);
  }
}

function get(
  holder: JsonObject | JsonValue[],
  segment: string,
): JsonValue | undefined {
  if (Array.isArray(holder)) {
    return holder[indexOf(holder, segment)];
  }
  return Object.hasOwn(holder, segment) ? holder[segment] : undefined;
}

function set(
  holder: JsonObject | JsonValue[],
  segment: string,
  value: JsonValue | undefined,
): void {
  if (!Array.isArray(holder)) {
    if (value === undefined) {
      delete holder[segment];
    } else {
      Object.defineProperty(holder, segment, {
        value,
        configurable: true,
        enumerable: true,
        writable: true,
      });
    }
    return;
  }
  const index = indexOf(holder, segment);
  if (value === undefined) {
    holder.splice(index, 1);
  } else {
    holder[Math.min(index, holder.length)] = value;
  }
}

function indexOf(items: readonly JsonValue[], segment: string): number {
  const named = items.findIndex(
    item =>
      typeof item === 'object' &&
      item !== null &&
      !Array.isArray(item) &&
      item.name === segment,
  );
  if (named >= 0) {
    return named;
  }
  return /^\d+$/.test(segment) ? Number(segment) : items.length;
}

function same(
  one: readonly ValueDifference[],
  other: readonly ValueDifference[],
): boolean {
  return diffValues([...one], [...other]).length === 0;
}
