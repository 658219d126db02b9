import { setTimeout as sleep } from 'node:timers/promises';
import type { Knex } from 'knex';

const PATIENCE_MS = 30_000;

/** Waits until nobody holds anything and nothing is due soon. */
export async function idle(knex: Knex): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (Date.now() < deadline) {
    const soon = new Date(Date.now() + 60_000).toISOString();
    const open = await knex('work')
      .whereNotNull('claimed_by')
      .orWhere('due_at', '<', soon)
      .first();
    if (!open) {
      return;
    }
    await sleep(20);
  }
  throw new Error('The work does not come to an end');
}
