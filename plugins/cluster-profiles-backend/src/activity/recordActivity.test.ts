import {
  entryHash,
  wordsDigest,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Knex } from 'knex';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import { findActivity } from './listActivity';
import { recordActivity, type ActivityEntry } from './recordActivity';
import { loadEntries } from '../record/loadEntries';

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});
jest.setTimeout(60_000);

const entry = (rest: Partial<ActivityEntry> = {}): ActivityEntry => ({
  at: '2026-01-01T00:00:00.000Z',
  actor: 'user:default/alice',
  subject: { kind: 'cluster', name: 'payments', uid: 'u1' },
  type: 'change-proposed',
  message: 'Create payments',
  ...rest,
});

describe.each(databases.eachSupportedId())('recordActivity, %s', databaseId => {
  let knex: Knex;
  const chain = (subject: string) => loadEntries(knex, subject);

  beforeEach(async () => {
    knex = await databases.init(databaseId);
  });

  it('gives each subject a chain of its own', async () => {
    const difference = { state: { before: 'planning', after: 'accepted' } };
    await recordActivity(knex, entry());
    await recordActivity(
      knex,
      entry({ subject: { kind: 'profile', name: 'base' } }),
    );
    await recordActivity(knex, entry({ difference, changeId: 'c1' }));

    const [first, second, ...more] = await chain('cluster:u1');
    expect(more).toEqual([]);
    expect([first.sequence, first.previous]).toEqual([1, null]);
    expect([second.sequence, second.previous]).toEqual([2, first.hash]);
    expect(second.difference).toEqual(difference);
    for (const { hash, said, ...rest } of [first, second]) {
      expect(entryHash(rest)).toBe(hash);
      expect(wordsDigest(said!)).toBe(rest.words);
    }
    expect(await chain('profile:base')).toMatchObject([{ sequence: 1 }]);
  });

  it('prevents a gap and a fork when many write at once', async () => {
    await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        knex.transaction(tx =>
          recordActivity(tx, entry({ type: `done-${index}` })),
        ),
      ),
    );
    const entries = await chain('cluster:u1');
    expect(entries.map(({ sequence }) => sequence)).toEqual(
      Array.from({ length: 12 }, (_, index) => index + 1),
    );
    entries.slice(1).forEach(({ previous }, index) => {
      expect(previous).toBe(entries[index].hash);
    });
  });

  it('goes on where it was after a transaction that failed', async () => {
    await recordActivity(knex, entry());
    await expect(
      knex.transaction(async tx => {
        await recordActivity(tx, entry());
        throw new Error('decided otherwise');
      }),
    ).rejects.toThrow('decided otherwise');
    await recordActivity(knex, entry());
    expect(await chain('cluster:u1')).toMatchObject([
      { sequence: 1 },
      { sequence: 2 },
    ]);
  });

  it.each<[string, (db: Knex) => PromiseLike<unknown>]>([
    ['an update', db => db('activity').update({ type: 'other' })],
    ['a deletion', db => db('activity').delete()],
    ['a deletion of words', db => db('activity_words').delete()],
    [
      'an alteration of words',
      db => db('activity_words').update({ message: 'Delete payments' }),
    ],
    ...(databaseId.startsWith('POSTGRES')
      ? [
          [
            'a truncation',
            (db: Knex) => db.raw('truncate activity cascade'),
          ] as [string, (db: Knex) => PromiseLike<unknown>],
        ]
      : []),
  ])('is refused %s by the database', async (_what, alter) => {
    await recordActivity(knex, entry());
    const before = await findActivity(knex, {});
    await expect(alter(knex)).rejects.toThrow(/append-only|can be erased/);
    expect(await findActivity(knex, {})).toEqual(before);
  });

  if (databaseId.startsWith('POSTGRES')) {
    it('needs no right to alter what is recorded, nor to drop its triggers', async () => {
      const role = `portal_${Date.now()}`;
      const asRole = (work: (tx: Knex.Transaction) => Promise<unknown>) =>
        knex.transaction(async tx => {
          await tx.raw(`set local role ${role}`);
          await work(tx);
        });
      await knex.raw(`
        create role ${role};
        grant usage on schema public to ${role};
        grant select, insert, update, delete on all tables in schema public to ${role};
        revoke update, delete on activity, activity_checkpoints, activity_checkpoint_heads from ${role};
        revoke delete on activity_words from ${role};
        grant usage, select on all sequences in schema public to ${role};
      `);
      try {
        await asRole(tx => recordActivity(tx, entry()));
        await asRole(tx => recordActivity(tx, entry()));
        await asRole(tx =>
          expect(tx('activity').update({ type: 'other' })).rejects.toThrow(
            /permission denied/,
          ),
        );
        await asRole(tx =>
          expect(tx.raw('drop trigger refuse on activity')).rejects.toThrow(
            /must be owner/,
          ),
        );
        expect(await chain('cluster:u1')).toHaveLength(2);
      } finally {
        await knex.raw(`drop owned by ${role}; drop role ${role}`);
      }
    });
  }

  it('keeps its chain when words are erased', async () => {
    await recordActivity(knex, entry());
    await knex('activity_words').update({
      actor: 'erased:1',
      on_behalf_of: null,
      message: null,
      salt: null,
    });
    const [{ hash, said, ...rest }] = await chain('cluster:u1');
    expect(said).toBeUndefined();
    expect(entryHash(rest)).toBe(hash);
  });
});
