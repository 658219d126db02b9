import type { Knex } from 'knex';
import { isSqlite } from '../../database/isSqlite';

/** Clusters by one of their indexes: SQLite keeps no statistics, takes every equality for selective, and has to be told. */
export function walk(knex: Knex, index: string): Knex.QueryBuilder {
  return isSqlite(knex)
    ? knex.from(knex.raw('?? indexed by ??', ['clusters', index]))
    : knex('clusters');
}
