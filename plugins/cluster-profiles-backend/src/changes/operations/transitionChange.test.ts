import type { Knex } from 'knex';
import { MigratedDatabases } from '../../database/__testUtils__/MigratedDatabases';
import { findActivity } from '../../activity/listActivity';
import type { ChangeRow } from '../../database/tables';
import { AT, insertChange } from '../__testUtils__/changeRows';
import { transitionChange } from './transitionChange';

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});
jest.setTimeout(60_000);

const NOW = '2026-01-02T00:00:00.000Z';

describe.each(databases.eachSupportedId())(
  'transitionChange, %s',
  databaseId => {
    let knex: Knex;
    let change: ChangeRow;
    const row = () => knex<ChangeRow>('changes').first();
    const record = () => findActivity(knex, {}).orderBy('id');
    const move = (
      options: Partial<Parameters<typeof transitionChange>[1]> = {},
    ) =>
      transitionChange(knex, {
        change,
        from: ['awaiting-approval'],
        to: 'accepted',
        actor: 'user:default/pete',
        now: NOW,
        ...options,
      });

    beforeEach(async () => {
      knex = await databases.init(databaseId);
      change = await insertChange(knex, { state_reason: 'Waits' });
    });

    it('moves the state, patches, and appends to the record', async () => {
      expect(await move({ reason: 'All there', patch: { revision: 3 } })).toBe(
        true,
      );
      expect(await row()).toMatchObject({
        state: 'accepted',
        state_reason: 'All there',
        revision: 3,
        updated_at: NOW,
        created_at: AT,
      });
      expect(await record()).toMatchObject([
        {
          at: NOW,
          actor: 'user:default/pete',
          subject_kind: 'cluster',
          subject_name: 'payments',
          subject_uid: 'uid-payments',
          change_id: 'change-1',
          type: 'change-accepted',
          message: 'All there',
        },
      ]);
      const [{ difference }] = await record();
      expect(JSON.parse(difference)).toEqual({
        state: { before: 'awaiting-approval', after: 'accepted' },
        planDigest: { before: change.plan_digest, after: change.plan_digest },
        revisionDigest: {
          before: change.revision_digest,
          after: change.revision_digest,
        },
        revision: { before: null, after: 3 },
      });
    });

    it('forgets the reason of the state before, and takes another verb', async () => {
      await move({ type: 'change-retried' });
      expect(await row()).toMatchObject({ state_reason: null });
      expect(await record()).toMatchObject([
        { type: 'change-retried', message: 'The change is accepted' },
      ]);
    });

    it.each<[string, Partial<Parameters<typeof transitionChange>[1]>]>([
      ['is in another state', { from: ['planning', 'stale'] }],
      ['no longer has a column', { where: { plan_digest: 'other' } }],
      ['does not exist', { change: { id: 'nobody' } as ChangeRow }],
    ])('writes nothing when the change %s', async (_what, options) => {
      const before = await row();
      expect(await move({ ...options, patch: { revision: 9 } })).toBe(false);
      expect(await row()).toEqual(before);
      expect(await record()).toEqual([]);
    });

    it('lets one of two win', async () => {
      const results = await Promise.all([move(), move({ to: 'rejected' })]);
      expect(results.sort()).toEqual([false, true]);
      expect(await record()).toHaveLength(1);
    });

    it('leaves no trace in the record when the transaction fails', async () => {
      await expect(
        knex.transaction(async tx => {
          await transitionChange(tx, {
            change,
            from: ['awaiting-approval'],
            to: 'accepted',
            actor: 'user:default/pete',
            now: NOW,
          });
          throw new Error('decided otherwise');
        }),
      ).rejects.toThrow('decided otherwise');
      expect(await row()).toMatchObject({ state: 'awaiting-approval' });
      expect(await record()).toEqual([]);
    });
  },
);
