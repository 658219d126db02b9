import type { Knex } from 'knex';
import type { WorkItem } from './types';

/** The row of an item, as long as nobody else has claimed it. */
export function heldClaim(knex: Knex, item: WorkItem): Knex.QueryBuilder {
  return knex('work').where({
    kind: item.kind,
    id: item.id,
    claimed_by: item.claimedBy,
  });
}
