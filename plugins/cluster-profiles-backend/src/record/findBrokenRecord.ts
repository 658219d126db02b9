import {
  checkpointHash,
  checkpointStatement,
  findBrokenEntry,
  type RecordCheckpoint,
  type RecordEntry,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Knex } from 'knex';
import type {
  ActivityCheckpointHeadRow,
  ActivityHeadRow,
} from '../database/tables';
import { loadCheckpoints } from './loadCheckpoints';
import { loadEntries } from './loadEntries';
import type { RecordKeys } from './RecordKeys';

type Place = Pick<RecordEntry, 'sequence' | 'hash'>;

/**
 * Where the chain of a subject is not as it was recorded, or as its last checkpoint saw it; undefined when it is. What was recorded before
 * signatures were asked for is taken as it is: everything, where there is no key.
 */
export async function findBrokenRecord(
  knex: Knex,
  options: { subject: string; keys: RecordKeys },
): Promise<string | undefined> {
  const { subject, keys } = options;
  if (!keys.signs) {
    return undefined;
  }
  // Both before the entries: the record grows meanwhile, and never shrinks.
  const head = await knex<ActivityHeadRow>('activity_heads')
    .where({ subject })
    .first();
  if (!head?.chain || !head.hash) {
    return `Nothing is recorded of ${subject}`;
  }
  const checkpoint = await lastCheckpoint(knex, head.chain);
  const seen = checkpoint?.heads.find(({ chain }) => chain === head.chain);
  if ((seen?.sequence ?? 0) < head.checkpointed) {
    return `The checkpoint that saw entry ${head.checkpointed} of ${subject} is not there`;
  }
  return (
    (checkpoint && whyNotSeen(checkpoint, keys)) ??
    (await findBrokenPlace(knex, {
      ...options,
      places: [
        { sequence: head.sequence, hash: head.hash },
        ...(seen ? [seen] : []),
      ],
    }))
  );
}

/** The last one that names a chain. */
async function lastCheckpoint(
  knex: Knex,
  chain: string,
): Promise<RecordCheckpoint | undefined> {
  const last = await knex<ActivityCheckpointHeadRow>(
    'activity_checkpoint_heads',
  )
    .where({ chain })
    .orderBy('checkpoint', 'desc')
    .first('checkpoint');
  const [checkpoint] = last
    ? await loadCheckpoints(knex, { after: last.checkpoint - 1, limit: 1 })
    : [];
  return checkpoint;
}

function whyNotSeen(
  checkpoint: RecordCheckpoint,
  keys: RecordKeys,
): string | undefined {
  const { sequence, hash, at, signed } = checkpoint;
  if (checkpointHash(checkpoint) !== hash) {
    return `Checkpoint ${sequence} was altered: it does not have its hash`;
  }
  if (!keys.requireSignature(at)) {
    return undefined;
  }
  return signed && keys.verify(checkpointStatement({ sequence, hash }), signed)
    ? undefined
    : `Checkpoint ${sequence} is not signed by a key that is configured`;
}

/** Goes along the chain, page by page, up to the places that must be in it. */
async function findBrokenPlace(
  knex: Knex,
  options: { subject: string; keys: RecordKeys; places: readonly Place[] },
): Promise<string | undefined> {
  const { subject, keys, places } = options;
  const found = new Map<number, string>();
  let first: number | undefined;
  let skipped = false;
  let before: Place | undefined;
  let page = await loadEntries(knex, subject);
  while (page.length > 0) {
    const after = page[page.length - 1].sequence;
    if (first === undefined) {
      const counts = page.findIndex(({ at }) => keys.requireSignature(at));
      const begin = counts === -1 ? page.length : counts;
      const next = page[begin];
      skipped ||= begin > 0;
      // What it follows may be altered itself, and is taken as it says.
      before =
        next && skipped
          ? { sequence: next.sequence - 1, hash: next.previous ?? '' }
          : undefined;
      first = next?.sequence;
      page = page.slice(begin);
    }
    const broken = findBrokenEntry(page, before);
    if (broken) {
      return broken;
    }
    before = page.at(-1) ?? before;
    for (const { sequence, hash } of page) {
      if (places.some(place => place.sequence === sequence)) {
        found.set(sequence, hash);
      }
    }
    page = await loadEntries(knex, subject, { after });
  }
  const lost = places.find(
    ({ sequence, hash }) =>
      first !== undefined && sequence >= first && found.get(sequence) !== hash,
  );
  return (
    lost &&
    (found.has(lost.sequence)
      ? `Entry ${lost.sequence} of ${subject} is another than the one that was recorded`
      : `Entry ${lost.sequence} of ${subject} is not there: the end was cut off`)
  );
}
