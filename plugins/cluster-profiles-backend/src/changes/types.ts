import type {
  Plan,
  Step,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Knex } from 'knex';
import type { ChangeRow } from '../database/tables';
import type { Wait } from '../policies/findWait';

/**
 * What the reconciler may do with a change. Each method is one compare-and-set that also writes the activity entry and the
 * revision's state; false means that somebody else was faster and nothing was written.
 */
export interface ChangeLifecycle {
  /** What keeps an accepted change from being written now: a window that is not open, a freeze. */
  findWait(change: ChangeRow): Promise<Wait | undefined>;
  /** `accepted` → `applying`: when it began and is due; undefined where somebody else was faster. */
  startApplying(
    changeId: string,
  ): Promise<Pick<ChangeRow, 'started_at' | 'deadline_at'> | undefined>;
  /** `applying` or `failed` → `applied`, on proof. Sets the cluster's `applied_revision`; ends a deletion. */
  markApplied(changeId: string): Promise<boolean>;
  /** `applying` → `failed`: the deadline passed; the revision stays desired. */
  markFailed(changeId: string, reason: string): Promise<boolean>;
  /** `accepted` → `stale`: nothing was written; the cluster's desired revision goes back to the one before. */
  markStale(changeId: string, reason: string): Promise<boolean>;
  /** Progress for the change page; no state moves. Does nothing when the steps are unchanged. */
  recordSteps(changeId: string, steps: Step[]): Promise<void>;
  /**
   * Before the first write of an accepted change: plan again, look at the policies again, and say whether what was
   * approved still holds.
   */
  recheck(
    change: ChangeRow,
    options?: { signal?: AbortSignal },
  ): Promise<{ holds: true } | { holds: false; reason: string; plan: Plan }>;
}

/** Writes something in the transaction that decides. */
export type InTransaction = Knex | Knex.Transaction;
