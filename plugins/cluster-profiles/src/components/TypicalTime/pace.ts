import type { TypicalTime } from '@cluster-profiles/plugin-cluster-profiles-common';
import { typicalTimeText } from './typicalTime';

/** How what is under way compares with what is usual. */
export interface Pace {
  text: string;
  /** More than twice as long as usual. */
  late: boolean;
}

/** `usually about 3 min`, and when it takes more than twice that, so in words. Nothing where the usual time is not known. */
export function pace(
  elapsedMs: number,
  typical: TypicalTime | undefined,
): Pace | undefined {
  if (!typical) {
    return undefined;
  }
  const usual = typicalTimeText(typical.seconds);
  const late = elapsedMs > 2 * typical.seconds * 1000;
  return {
    late,
    text: late
      ? `more than twice as long as usual (${usual})`
      : `usually ${usual}`,
  };
}
