import type { ChangeKind } from './change';

/** Median of the last successes, at most 20; never told from fewer than 5. @public */
export interface TypicalTime {
  seconds: number;
  /** How many successes it was taken from, 5 to 20. */
  successes: number;
}

/** How long changes of one kind take from acceptance to applied. @public */
export interface TypicalTimes {
  kind: ChangeKind;
  /** Of all changes of the kind. */
  all?: TypicalTime;
  /** By main profile. */
  profiles: Record<string, TypicalTime>;
  /** By id of a step. */
  steps: Record<string, TypicalTime>;
}
