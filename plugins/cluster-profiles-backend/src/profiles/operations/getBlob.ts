import { NotFoundError } from '@backstage/errors';
import { bytesDigest } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { InTransaction } from '../../changes/types';
import type { BlobRow } from '../../database/tables';

/** Bytes by their SHA-256, which is verified: altered bytes count as missing. */
export async function getBlob(
  knex: InTransaction,
  sha256: string,
): Promise<Buffer> {
  const row = await knex<BlobRow>('blobs').where({ sha256 }).first();
  const content = row && Buffer.from(row.content);
  if (!content || bytesDigest(content) !== sha256) {
    throw new NotFoundError(
      `The bytes with SHA-256 ${sha256} are missing or altered; publish the version again from its source`,
    );
  }
  return content;
}
