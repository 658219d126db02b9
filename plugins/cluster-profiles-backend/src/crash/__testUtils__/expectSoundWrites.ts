import type { Knex } from 'knex';

/** Each idempotency key took effect exactly once, and no write came before its change was accepted and started. */
export async function expectSoundWrites(knex: Knex): Promise<void> {
  const repeated = await knex('simulator_operations')
    .whereNot({ effective: 1 })
    .select('operation', 'subject', 'idempotency_key', 'effective');
  expect(repeated).toEqual([]);

  const unfounded = await knex('simulator_operations as o')
    .leftJoin('revisions as r', {
      'r.cluster_uid': 'o.cluster_uid',
      'r.number': 'o.revision',
    })
    .leftJoin('changes as c', 'c.id', 'r.change_id')
    .whereNull('c.accepted_at')
    .orWhereNull('c.started_at')
    .orWhereRaw('o.first_at < c.accepted_at')
    .orWhereRaw('o.first_at < c.started_at')
    .select('o.operation', 'o.subject', 'o.idempotency_key');
  expect(unfounded).toEqual([]);
}
