import type { Knex } from 'knex';
import { isSqlite } from './isSqlite';

/** In kibibytes; SQLite's own default is 2,000, which the indexes of some thousand clusters exceed. */
const CACHE_SIZE = 16_384;

/** SQLite reads an index anew at each request that does not fit into its cache. PostgreSQL is set up by who runs it. */
export async function enlargeCache(knex: Knex): Promise<void> {
  if (isSqlite(knex)) {
    // The pool holds one connection as long as the backend runs.
    await knex.raw(`pragma cache_size = -${CACHE_SIZE}`);
  }
}
