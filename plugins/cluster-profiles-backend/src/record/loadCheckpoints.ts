import type { RecordCheckpoint } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Knex } from 'knex';
import type {
  ActivityCheckpointHeadRow,
  ActivityCheckpointRow,
} from '../database/tables';

/** Checkpoints with their heads, first one first. */
export async function loadCheckpoints(
  knex: Knex,
  options: {
    /** Those with a higher number; all if absent. */
    after?: number;
    offset?: number;
    limit: number;
    /** Only those that name one of these chains. */
    chains?: readonly string[];
  },
): Promise<RecordCheckpoint[]> {
  const { after = 0, offset = 0, limit, chains } = options;
  const rows: ActivityCheckpointRow[] = await knex<ActivityCheckpointRow>(
    'activity_checkpoints',
  )
    .where('sequence', '>', after)
    .where(builder => {
      if (chains) {
        builder.whereIn(
          'sequence',
          knex('activity_checkpoint_heads')
            .whereIn('chain', [...chains])
            .select('checkpoint'),
        );
      }
    })
    .orderBy('sequence')
    .offset(offset)
    .limit(limit);
  const heads: ActivityCheckpointHeadRow[] = await knex(
    'activity_checkpoint_heads',
  )
    .whereIn(
      'checkpoint',
      rows.map(({ sequence }) => sequence),
    )
    .select();
  // Sorted here: databases have orders of their own for texts.
  heads.sort((a, b) => (a.chain < b.chain ? -1 : 1));
  return rows.map(row => ({
    sequence: row.sequence,
    at: row.at,
    previous: row.previous,
    heads: heads
      .filter(({ checkpoint }) => checkpoint === row.sequence)
      .map(({ chain, sequence, hash }) => ({ chain, sequence, hash })),
    hash: row.hash,
    signed:
      row.key_id !== null && row.signature !== null
        ? { keyId: row.key_id, signature: row.signature }
        : undefined,
  }));
}
