import { isDatabaseConflictError } from '@backstage/backend-plugin-api';
import {
  checkpointHash,
  checkpointStatement,
  type RecordCheckpoint,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Clock } from '@cluster-profiles/plugin-cluster-profiles-node';
import type { Knex } from 'knex';
import type {
  ActivityCheckpointHeadRow,
  ActivityCheckpointRow,
  ActivityHeadRow,
} from '../database/tables';
import type { RecordKeys } from './RecordKeys';

/** Heads in one checkpoint. */
const HEADS = 500;

/**
 * Signs the heads of the chains that grew since the last checkpoint. Undefined when none did, or when another backend was
 * faster: of two with the same number the database takes one, so that they never fork.
 */
export async function writeCheckpoint(
  knex: Knex,
  options: { keys: RecordKeys; clock: Clock },
): Promise<RecordCheckpoint | undefined> {
  try {
    return await knex.transaction(tx => write(tx, options));
  } catch (error) {
    if (isDatabaseConflictError(error)) {
      return undefined;
    }
    throw error;
  }
}

async function write(
  tx: Knex.Transaction,
  { keys, clock }: { keys: RecordKeys; clock: Clock },
): Promise<RecordCheckpoint | undefined> {
  const last = await tx<ActivityCheckpointRow>('activity_checkpoints')
    .orderBy('sequence', 'desc')
    .first();
  const grown = tx<ActivityHeadRow>('activity_heads')
    .where('sequence', '>', tx.ref('checkpointed'))
    .orderBy('subject')
    .limit(HEADS);
  // A chain that somebody writes to right now is in the next one: nobody waits for a checkpoint, which waits for nobody.
  const rows: ActivityHeadRow[] = await (tx.client.config.client === 'pg'
    ? grown.forUpdate().skipLocked()
    : grown);
  if (rows.length === 0) {
    return undefined;
  }
  const body = {
    sequence: (last?.sequence ?? 0) + 1,
    at: clock.now().toISOString(),
    previous: last?.hash ?? null,
    heads: rows
      .map(({ chain, sequence, hash }) => ({
        chain: chain!,
        sequence,
        hash: hash!,
      }))
      .sort((a, b) => (a.chain < b.chain ? -1 : 1)),
  };
  const hash = checkpointHash(body);
  const signed = keys.sign(
    checkpointStatement({ sequence: body.sequence, hash }),
  );
  await tx<ActivityCheckpointRow>('activity_checkpoints').insert({
    sequence: body.sequence,
    at: body.at,
    previous: body.previous,
    hash,
    key_id: signed?.keyId ?? null,
    signature: signed?.signature ?? null,
  });
  await tx.batchInsert<ActivityCheckpointHeadRow>(
    'activity_checkpoint_heads',
    body.heads.map(head => ({ checkpoint: body.sequence, ...head })),
    100,
  );
  for (const { subject, sequence } of rows) {
    await tx<ActivityHeadRow>('activity_heads')
      .where({ subject })
      .update({ checkpointed: sequence });
  }
  return { ...body, hash, signed };
}
