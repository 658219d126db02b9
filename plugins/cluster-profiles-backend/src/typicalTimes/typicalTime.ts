import type { TypicalTime } from '@cluster-profiles/plugin-cluster-profiles-common';

/** Successes that a typical time is taken from, at most. */
export const LATEST = 20;
/** Fewer tell nothing typical. */
const FEWEST = 5;

/** Something that began and ended, as ISO times. */
export interface Span {
  from: string;
  to: string;
}

/** The median of the latest spans; undefined when there are too few. Newest first. */
export function typicalTime(spans: readonly Span[]): TypicalTime | undefined {
  const seconds = spans
    .slice(0, LATEST)
    .map(({ from, to }) => (Date.parse(to) - Date.parse(from)) / 1000)
    .sort((a, b) => a - b);
  if (seconds.length < FEWEST) {
    return undefined;
  }
  const half = seconds.length / 2;
  const median = (seconds[Math.ceil(half) - 1] + seconds[Math.floor(half)]) / 2;
  return { seconds: Math.round(median), successes: seconds.length };
}

/** Typical times by key, without those that are not told. */
export function typicalTimesBy(
  spans: ReadonlyMap<string, readonly Span[]>,
): Record<string, TypicalTime> {
  return Object.fromEntries(
    [...spans].flatMap(([key, own]) => {
      const time = typicalTime(own);
      return time ? [[key, time]] : [];
    }),
  );
}
