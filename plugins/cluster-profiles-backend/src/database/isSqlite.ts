import type { Knex } from 'knex';

/** SQLite shares the backend's process, and is told things that PostgreSQL knows by itself. */
export function isSqlite(knex: Knex): boolean {
  return knex.client.config.client === 'better-sqlite3';
}
