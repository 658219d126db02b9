import type { JsonValue } from '@backstage/types';
import type { ValueDifference } from '../model/plan';
import { jsonPointer } from './jsonPointer';

type Members = Record<string, unknown>;

/**
 * The differences between two JSON values, by JSON pointer, sorted. Arrays of objects that each have a `name` of their own
 * are matched by it, so that their order never matters; the name stands in the pointer. Arrays of plain values are one value.
 * @public
 */
export function diffValues(before: unknown, after: unknown): ValueDifference[] {
  const differences: ValueDifference[] = [];
  collect(before, after, '', differences);
  return differences.sort((a, b) => compare(a.path, b.path));
}

function collect(
  before: unknown,
  after: unknown,
  path: string,
  differences: ValueDifference[],
): void {
  const pair = asMembers(before, after);
  if (pair) {
    const keys = new Set([...Object.keys(pair[0]), ...Object.keys(pair[1])]);
    for (const key of keys) {
      collect(
        own(pair[0], key),
        own(pair[1], key),
        jsonPointer(path, key),
        differences,
      );
    }
  } else if (!equal(before, after)) {
    differences.push({
      path,
      ...(before === undefined ? {} : { before: before as JsonValue }),
      ...(after === undefined ? {} : { after: after as JsonValue }),
    });
  }
}

/** Both as objects whose members can be compared one by one; undefined where they are compared as wholes. */
function asMembers(
  before: unknown,
  after: unknown,
): [Members, Members] | undefined {
  if (Array.isArray(before) && Array.isArray(after)) {
    const byName = [namedMembers(before), namedMembers(after)];
    if (byName[0] && byName[1]) {
      return [byName[0], byName[1]];
    }
    return [...before, ...after].every(isObject)
      ? [{ ...before }, { ...after }]
      : undefined;
  }
  return isObject(before) && isObject(after) ? [before, after] : undefined;
}

function namedMembers(items: unknown[]): Members | undefined {
  const names = new Set<string>();
  for (const item of items) {
    if (!isObject(item) || typeof item.name !== 'string') {
      return undefined;
    }
    names.add(item.name);
  }
  return names.size === items.length
    ? Object.fromEntries(items.map(item => [(item as Members).name, item]))
    : undefined;
}

function equal(before: unknown, after: unknown): boolean {
  if (Array.isArray(before) && Array.isArray(after)) {
    return (
      before.length === after.length &&
      before.every((item, index) => {
        const differences: ValueDifference[] = [];
        collect(item, after[index], '', differences);
        return differences.length === 0;
      })
    );
  }
  return Object.is(before, after);
}

function isObject(value: unknown): value is Members {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function own(members: Members, key: string): unknown {
  return Object.hasOwn(members, key) ? members[key] : undefined;
}

function compare(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}
