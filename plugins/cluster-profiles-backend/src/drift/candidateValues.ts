import { isDeepStrictEqual } from 'node:util';
import type { JsonObject, JsonValue } from '@backstage/types';
import {
  jsonPointer,
  type ObjectDifference,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { isObject, type TracedValue } from './adoption';

/** Values of a chart that would make a field what it was found to be, if the chart is made the way they assume. */
export type Candidate = readonly TracedValue[];

/** Each of them is rendered. */
const MOST = 24;
/** Texts that are shorter stand in any other. */
const SHORTEST_PART = 2;

/**
 * What could be set to adopt a field: a value that is what is desired; one that what is desired is composed of, such as the tag of
 * an image; an empty one, in whose place the chart puts something of its own. The likeliest first. Pure.
 */
export function candidateValues(
  values: JsonObject,
  difference: ObjectDifference,
): Candidate[] {
  const leaves = listLeaves(values);
  const candidates = leaves.flatMap(leaf =>
    replacements(leaf.value, difference).map((value): TracedValue => ({
      path: leaf.path,
      value,
    })),
  );
  return candidates
    .map(candidate => ({
      candidate,
      likeness: likeness(candidate.path, difference.path),
    }))
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, MOST)
    .map(({ candidate }) => [candidate]);
}

/** The same for two values that what is desired is composed of and that have both changed, such as repository and tag of an image. */
export function candidatePairs(
  values: JsonObject,
  { desired, observed }: ObjectDifference,
): Candidate[] {
  if (typeof desired !== 'string' || typeof observed !== 'string') {
    return [];
  }
  const parts = listLeaves(values).filter(
    ({ value }) => isPart(value) && desired.includes(String(value)),
  );
  return parts
    .flatMap(first =>
      parts.flatMap(second => {
        const both = split(desired, observed, [
          String(first.value),
          String(second.value),
        ]);
        return first !== second && both
          ? [
              [
                { path: first.path, value: typed(both[0], first.value) },
                { path: second.path, value: typed(both[1], second.value) },
              ],
            ]
          : [];
      }),
    )
    .slice(0, MOST);
}

/** Lists are one value. */
export function listLeaves(
  value: JsonValue | undefined,
  path = '',
): Array<{ path: string; value: JsonValue }> {
  if (isObject(value)) {
    return Object.entries(value).flatMap(([name, member]) =>
      listLeaves(member, jsonPointer(path, name)),
    );
  }
  return value === undefined ? [] : [{ path, value }];
}

/** What the value would have to be. */
export function replacements(
  value: JsonValue,
  { desired, observed }: ObjectDifference,
): JsonValue[] {
  if (isDeepStrictEqual(value, desired)) {
    return [observed!];
  }
  if (typeof desired !== 'string' || typeof observed !== 'string') {
    return [];
  }
  if (value === '' || value === null) {
    return [...new Set([changedPart(desired, observed), observed])];
  }
  const text = String(value);
  if (text === desired) {
    return [typed(observed, value)];
  }
  return isPart(value)
    ? occurrences(desired, text).flatMap(at => {
        const middle = between(observed, [
          desired.slice(0, at),
          desired.slice(at + text.length),
        ]);
        return middle && middle !== text ? [typed(middle, value)] : [];
      })
    : [];
}

function isPart(value: JsonValue): boolean {
  return (
    (typeof value === 'string' && value.length >= SHORTEST_PART) ||
    typeof value === 'number'
  );
}

function occurrences(text: string, part: string): number[] {
  const found: number[] = [];
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
    found.push(at);
  }
  return found;
}

function between(
  text: string,
  [start, end]: readonly [string, string],
): string | undefined {
  return text.length >= start.length + end.length &&
    text.startsWith(start) &&
    text.endsWith(end)
    ? text.slice(start.length, text.length - end.length)
    : undefined;
}

/** Where the last separator that both have before the change ends: charts compose with `:`, `/`, `@` and the like. */
function changedPart(desired: string, observed: string): string {
  let same = 0;
  while (same < desired.length && desired[same] === observed[same]) {
    same += 1;
  }
  const separator = /^.*[:/@=]/s.exec(observed.slice(0, same));
  return observed.slice(separator ? separator[0].length : 0);
}

/** What the two parts have become; undefined where all else is not as it was. */
function split(
  desired: string,
  observed: string,
  [first, second]: readonly [string, string],
): [string, string] | undefined {
  const at = desired.indexOf(first);
  const other = desired.indexOf(second, at + first.length);
  if (other < 0) {
    return undefined;
  }
  const glue = desired.slice(at + first.length, other);
  const both = between(observed, [
    desired.slice(0, at),
    desired.slice(other + second.length),
  ]);
  const cut = both && glue ? both.lastIndexOf(glue) : -1;
  const parts: [string, string] | undefined =
    both && cut > 0
      ? [both.slice(0, cut), both.slice(cut + glue.length)]
      : undefined;
  return parts && parts[1] && parts[0] !== first && parts[1] !== second
    ? parts
    : undefined;
}

/** As a number where the value is one. */
function typed(text: string, value: JsonValue): JsonValue {
  const number = Number(text);
  return typeof value === 'number' && String(number) === text ? number : text;
}

/** How many words of the field the value is called by; its own name counts most. */
function likeness(path: string, field: string): number {
  const [own, words] = [wordsOf(path), new Set(wordsOf(field))];
  const last = wordsOf(path.slice(path.lastIndexOf('/')));
  const common = (names: readonly string[]) =>
    names.filter(name => words.has(name)).length;
  return common(own) + 2 * common(last);
}

function wordsOf(path: string): string[] {
  return path
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLocaleLowerCase('en-US')
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
    .map(word => word.replace(/^replica$/, 'replicas'));
}
