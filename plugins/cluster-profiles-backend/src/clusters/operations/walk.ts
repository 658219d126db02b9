import type { Knex } from 'knex';

/** Clusters by one of their indexes: SQLite keeps no statistics, takes every equality for selective, and has to be told. */
export function walk(knex: Knex, index: string): Knex.QueryBuilder {
  return knex.client.config.client === 'better-sqlite3'
    ? knex.from(knex.raw('?? indexed by ??', ['clusters', index]))
    : knex('clusters');
}
