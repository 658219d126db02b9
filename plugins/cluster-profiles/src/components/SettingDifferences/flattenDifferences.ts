import type { JsonObject, JsonValue } from '@backstage/types';
import {
  jsonPointer,
  type ValueDifference,
} from '@cluster-profiles/plugin-cluster-profiles-common';

// What only holds other settings together is no level of its own.
const CONTAINERS = new Set([
  '/parameters',
  '/nodePools',
  '/nodePools/workers',
  '/profiles',
  '/overrides',
]);

/** One level of objects that are new or gone as wholes becomes a row for each member. */
export function flattenDifferences(
  differences: readonly ValueDifference[],
): ValueDifference[] {
  return differences.flatMap(difference => {
    const { path, before, after } = difference;
    if (before === undefined && isFull(after)) {
      return members(path, after).map(([inner, value]) => ({
        path: inner,
        after: value,
      }));
    }
    if (after === undefined && isFull(before)) {
      return members(path, before).map(([inner, value]) => ({
        path: inner,
        before: value,
      }));
    }
    return [difference];
  });
}

function members(path: string, whole: JsonObject): Array<[string, JsonValue]> {
  return Object.entries(whole).flatMap(([name, value]) => {
    const inner = jsonPointer(path, name);
    if (value === undefined) {
      return [];
    }
    return CONTAINERS.has(path) && isFull(value)
      ? members(inner, value)
      : [[inner, value] as [string, JsonValue]];
  });
}

function isFull(value: JsonValue | undefined): value is JsonObject {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.keys(value).length > 0
  );
}
