import type { Clock } from '@cluster-profiles/plugin-cluster-profiles-node';
import type { Knex } from 'knex';
import { heldClaim } from './heldClaim';
import type { WorkItem } from './types';

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 5 * 60 * 1_000;

/** Puts a failed item back, with exponential back-off and jitter. Does nothing when the claim is lost. */
export async function failWork(
  knex: Knex,
  { item, error, clock }: { item: WorkItem; error: unknown; clock: Clock },
): Promise<void> {
  const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** item.attempts);
  // Half of the wait is fixed and half is chance, so that what failed together does not come back together.
  const jittered = wait / 2 + (wait / 2) * clock.random();
  const dueAt = new Date(clock.now().getTime() + jittered).toISOString();
  await heldClaim(knex, item).update({
    // A request that came meanwhile is about something new: it does not wait.
    due_at: knex.raw('case when ticket = ? then ? else due_at end', [
      item.ticket,
      dueAt,
    ]),
    claimed_by: null,
    lease_until: null,
    attempts: item.attempts + 1,
    last_error: String(error).slice(0, 2_000),
  });
}
