import type { Knex } from 'knex';
import { isSqlite } from './isSqlite';

/** At most, in kibibytes: the indexes of 10,000 clusters take 20,000, more than the 16,000 of the driver's default. */
const CACHE_SIZE = 65_536;

/** SQLite reads an index anew at each request that does not fit into its cache. PostgreSQL is set up by who runs it. */
export async function enlargeCache(knex: Knex): Promise<void> {
  if (isSqlite(knex)) {
    // The pool holds one connection as long as the backend runs.
    await knex.raw(`pragma cache_size = -${CACHE_SIZE}`);
  }
}
