import { createReadStream } from 'node:fs';
import { open, truncate } from 'node:fs/promises';
import { ConflictError } from '@backstage/errors';
import type { RecordCheckpoint } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Knex } from 'knex';
import { loadCheckpoints } from './loadCheckpoints';

/** Checkpoints appended at once. */
const BATCH = 100;

/** Keeps checkpoints outside the database, as JSON Lines that the verifier reads. The file itself says how far it is. */
export class CheckpointFile {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  /**
   * Appends what the file does not have yet. Throws `ConflictError` when the database does not have what the file has: it was
   * restored or altered.
   */
  async catchUp(knex: Knex): Promise<void> {
    const last = await this.#last();
    if (last) {
      const [known] = await loadCheckpoints(knex, {
        after: last.sequence - 1,
        limit: 1,
      });
      if (known?.hash !== last.hash) {
        throw new ConflictError(
          `${this.#path} has another checkpoint ${last.sequence} than the database, which was restored or altered; compare them, and move the file away to start another`,
        );
      }
    }
    for (let after = last?.sequence ?? 0; ;) {
      const news = await loadCheckpoints(knex, { after, limit: BATCH });
      if (news.length === 0) {
        return;
      }
      await this.#append(news);
      after = news[news.length - 1].sequence;
    }
  }

  async #append(checkpoints: readonly RecordCheckpoint[]): Promise<void> {
    const file = await open(this.#path, 'a', 0o640);
    try {
      await file.appendFile(
        checkpoints
          .map(checkpoint => `${JSON.stringify({ checkpoint })}\n`)
          .join(''),
      );
      await file.sync();
    } finally {
      await file.close();
    }
  }

  /** The last whole line; what a crash has left of another one is cut off. */
  async #last(): Promise<RecordCheckpoint | undefined> {
    let whole = 0;
    let size = 0;
    let line = Buffer.alloc(0);
    let last: Buffer | undefined;
    try {
      for await (const chunk of createReadStream(this.#path)) {
        let from = 0;
        for (;;) {
          const end = chunk.indexOf(10, from);
          if (end < 0) {
            line = Buffer.concat([line, chunk.subarray(from)]);
            break;
          }
          last = Buffer.concat([line, chunk.subarray(from, end)]);
          line = Buffer.alloc(0);
          from = end + 1;
          whole = size + from;
        }
        size += chunk.length;
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
        return undefined;
      }
      throw error;
    }
    if (whole < size) {
      await truncate(this.#path, whole);
    }
    return last && JSON.parse(last.toString()).checkpoint;
  }
}
