import type { Knex } from 'knex';
import { isSqlite } from '../../database/isSqlite';

/** Takes the triggers off that keep the record from being altered, as whoever owns the tables could. */
export async function allowAlterations(knex: Knex): Promise<void> {
  for (const table of [
    'activity',
    'activity_words',
    'activity_checkpoint_heads',
  ]) {
    if (!isSqlite(knex)) {
      await knex.raw(`alter table ${table} disable trigger user`);
      continue;
    }
    const triggers: string[] = await knex('sqlite_master')
      .where({ type: 'trigger', tbl_name: table })
      .pluck('name');
    for (const trigger of triggers) {
      await knex.raw(`drop trigger "${trigger}"`);
    }
  }
}
