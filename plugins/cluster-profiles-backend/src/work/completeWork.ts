import type { Knex } from 'knex';
import { heldClaim } from './heldClaim';
import { releaseWork } from './releaseWork';
import type { WorkItem, WorkOutcome } from './types';

/**
 * Ends a piece of work. When work was asked for again meanwhile the row stays due as it was, so that it comes round at
 * once. Does nothing when the claim is lost.
 */
export async function completeWork(
  knex: Knex,
  { item, outcome }: { item: WorkItem; outcome: WorkOutcome },
): Promise<void> {
  const served = heldClaim(knex, item).where({ ticket: item.ticket });
  const ended = outcome.nextDueAt
    ? await served.update({
        due_at: outcome.nextDueAt.toISOString(),
        claimed_by: null,
        lease_until: null,
        attempts: 0,
        last_error: null,
      })
    : await served.delete();
  if (ended === 0) {
    await releaseWork(knex, { item });
  }
}
