import {
  entryHash,
  type RecordEntry,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Knex } from 'knex';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import { recordActivity } from '../activity/recordActivity';
import { testClock } from '../work/__testUtils__/testClock';
import { allowAlterations } from './__testUtils__/allowAlterations';
import { aKey } from './__testUtils__/keys';
import { findBrokenRecord } from './findBrokenRecord';
import { loadEntries } from './loadEntries';
import { RecordKeys } from './RecordKeys';
import { writeCheckpoint } from './writeCheckpoint';

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});
jest.setTimeout(60_000);

const SUBJECT = 'cluster:u1';

describe.each(databases.eachSupportedId())('the record, %s', databaseId => {
  const key = aKey('one');
  const keys = RecordKeys.create([key.config]);
  const clock = testClock();
  let knex: Knex;

  const record = async (count: number) => {
    for (let index = 0; index < count; index++) {
      clock.advance(60);
      await recordActivity(knex, {
        at: clock.now().toISOString(),
        actor: 'user:default/alice',
        subject: { kind: 'cluster', name: 'payments', uid: 'u1' },
        type: 'change-accepted',
        message: `The change is accepted ${index}`,
      });
    }
  };
  const find = (known = keys) =>
    findBrokenRecord(knex, { subject: SUBJECT, keys: known });
  const cutOff = async (from: number) => {
    const gone = knex('activity').where('sequence', '>=', from).select('id');
    await knex('activity_words').whereIn('activity_id', gone).delete();
    await knex('activity').where('sequence', '>=', from).delete();
  };
  /** Entries as they are, with every hash made anew. */
  const recompute = async (alter: (entry: RecordEntry) => void) => {
    let previous: string | null = null;
    let first: RecordEntry | undefined;
    for (const { said, ...entry } of await loadEntries(knex, SUBJECT)) {
      alter(entry);
      const { hash: _, ...body }: RecordEntry = { ...entry, previous };
      const hash: string = entryHash(body);
      await knex('activity')
        .where({ subject: SUBJECT, sequence: entry.sequence })
        .update({ type: entry.type, previous, hash });
      previous = hash;
      first ??= { ...entry, hash };
    }
    await knex('activity_heads')
      .where({ subject: SUBJECT })
      .update({ chain: first!.hash, hash: previous });
  };

  beforeEach(async () => {
    knex = await databases.init(databaseId);
    await record(3);
    await writeCheckpoint(knex, { keys, clock });
    await record(2);
    await allowAlterations(knex);
  });

  it('is whole as it was written, page after page', async () => {
    await expect(find()).resolves.toBeUndefined();
    await record(600);
    await expect(find()).resolves.toBeUndefined();
  });

  it.each<[string, RegExp, () => Promise<unknown>]>([
    [
      'an altered entry',
      /Entry 2 of cluster:u1 was altered/,
      () =>
        knex('activity')
          .where({ sequence: 2 })
          .update({ type: 'change-failed' }),
    ],
    [
      'altered words',
      /Entry 2 of cluster:u1 was altered: these are not the words/,
      async () =>
        knex('activity_words')
          .whereIn(
            'activity_id',
            knex('activity').where({ sequence: 2 }).select('id'),
          )
          .update({ actor: 'user:default/eve' }),
    ],
    [
      'entries that were swapped',
      /Entry 2 of cluster:u1/,
      async () => {
        const swap: Array<[number, number]> = [
          [2, 99],
          [3, 2],
          [99, 3],
        ];
        for (const [from, to] of swap) {
          await knex('activity')
            .where({ sequence: from })
            .update({ sequence: to });
        }
      },
    ],
    [
      'an entry that was left out',
      /Entry 3 of cluster:u1 stands where entry 2 belongs/,
      async () => {
        const gone = knex('activity').where({ sequence: 2 }).select('id');
        await knex('activity_words').whereIn('activity_id', gone).delete();
        await knex('activity').where({ sequence: 2 }).delete();
      },
    ],
    [
      'an end that was cut off',
      /Entry 5 of cluster:u1 is not there: the end was cut off/,
      () => cutOff(5),
    ],
    [
      'an end that was cut off behind what a checkpoint saw, with the head put right',
      /Entry 3 of cluster:u1 is not there: the end was cut off/,
      async () => {
        const { hash } = await knex('activity')
          .where({ sequence: 2 })
          .first('hash');
        await cutOff(3);
        await knex('activity_heads').update({
          sequence: 2,
          hash,
          checkpointed: 2,
        });
      },
    ],
    [
      'every hash made anew',
      /checkpoint that saw entry 3 of cluster:u1 is not there/,
      () =>
        recompute(entry => {
          entry.type = 'change-other';
        }),
    ],
    [
      'every hash made anew behind the first entry',
      /Entry 3 of cluster:u1 is another than the one that was recorded/,
      () =>
        recompute(entry => {
          if (entry.sequence === 2) entry.type = 'change-other';
        }),
    ],
    [
      'a checkpoint that was altered',
      /Checkpoint 1 was altered/,
      () =>
        knex('activity_checkpoint_heads').update({
          hash: 'f'.repeat(64),
        }),
    ],
    [
      'a record that was removed',
      /Nothing is recorded of cluster:u1/,
      async () => {
        await cutOff(1);
        await knex('activity_heads').delete();
      },
    ],
  ])('is refused with %s', async (_what, reason, alter) => {
    await alter();
    expect(await find()).toMatch(reason);
    // Without a key, nothing tells it from what anybody could write.
    expect(await find(RecordKeys.create([]))).toBeUndefined();
  });

  it('is refused where the checkpoint is by a key that is not configured', async () => {
    expect(await find(RecordKeys.create([aKey('one').config]))).toMatch(
      /Checkpoint 1 is not signed/,
    );
  });

  it('is taken as it is up to the time that signatures are asked for from', async () => {
    await cutOff(5);
    clock.advance(60);
    const unsignedUntil = clock.now().toISOString();
    const later = RecordKeys.create([key.config], { unsignedUntil });
    expect(await find(later)).toBeUndefined();
    await record(3);
    expect(await find()).toMatch(/Entry 6 of cluster:u1/);
    expect(await find(later)).toBeUndefined();
    await knex('activity').where({ sequence: 7 }).update({ type: 'other' });
    expect(await find(later)).toMatch(/Entry 7 of cluster:u1 was altered/);
  });
});
