import type {
  SourceBytes,
  SourceMirror,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import type { Knex } from 'knex';
import type { EndpointConfig } from '../config/endpointConfig';
import { getBlob } from '../profiles/operations/getBlob';
import { OciMirror } from './mirror/OciMirror';

/** What publications pinned, from the blob store. */
export class StoredSourceBytes implements SourceBytes {
  readonly mirror?: SourceMirror;
  readonly #knex: Knex;

  constructor(options: { knex: Knex; mirror?: EndpointConfig }) {
    this.#knex = options.knex;
    this.mirror =
      options.mirror &&
      new OciMirror({
        endpoint: options.mirror,
        read: sha256 => this.read(sha256),
      });
  }

  async read(sha256: string): Promise<Uint8Array> {
    return getBlob(this.#knex, sha256);
  }
}
