import type { Knex } from 'knex';
import { v4 as uuid } from 'uuid';

/** Identity of this installation: configured, or made once and kept. */
export async function resolveInstanceId(
  knex: Knex,
  configured: string | undefined,
): Promise<string> {
  if (configured) {
    return configured;
  }
  await knex('installation')
    .insert({ key: 'instance-id', value: uuid() })
    .onConflict('key')
    .ignore();
  const row = await knex('installation').where({ key: 'instance-id' }).first();
  return row.value;
}
