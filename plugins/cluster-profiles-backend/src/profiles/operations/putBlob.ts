import { bytesDigest } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { InTransaction } from '../../changes/types';
import type { BlobRow } from '../../database/tables';

/** Keeps bytes under their SHA-256, which it returns. Bytes that are there already are not written again. */
export async function putBlob(
  knex: InTransaction,
  content: Buffer,
): Promise<string> {
  const sha256 = bytesDigest(content);
  await knex<BlobRow>('blobs')
    .insert({ sha256, content, bytes: content.length })
    .onConflict('sha256')
    .ignore();
  return sha256;
}
