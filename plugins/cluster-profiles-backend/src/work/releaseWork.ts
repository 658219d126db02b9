import type { Knex } from 'knex';
import { heldClaim } from './heldClaim';
import type { WorkItem } from './types';

/** Gives an item back unfinished: it stays due, and this was no failed attempt. */
export async function releaseWork(
  knex: Knex,
  { item }: { item: WorkItem },
): Promise<void> {
  await heldClaim(knex, item).update({ claimed_by: null, lease_until: null });
}
