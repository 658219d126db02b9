import type { SourceBytes } from '@cluster-profiles/plugin-cluster-profiles-node';
import type { Knex } from 'knex';
import { getBlob } from '../profiles/operations/getBlob';

/** What publications pinned, from the blob store. */
export class StoredSourceBytes implements SourceBytes {
  readonly #knex: Knex;

  constructor(options: { knex: Knex }) {
    this.#knex = options.knex;
  }

  async read(sha256: string): Promise<Uint8Array> {
    return getBlob(this.#knex, sha256);
  }
}
