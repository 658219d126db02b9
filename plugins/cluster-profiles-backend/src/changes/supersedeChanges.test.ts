import type { ChangeState } from '@cluster-profiles/plugin-cluster-profiles-common';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import type { ChangeRow } from '../database/tables';
import { seedCluster } from '../reconciler/__testUtils__/seedCluster';
import { AT, insertChange } from './__testUtils__/changeRows';
import { supersedeChanges } from './supersedeChanges';

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});
jest.setTimeout(60_000);

const STATES: ChangeState[] = [
  'planning',
  'awaiting-approval',
  'accepted',
  'applying',
  'applied',
  'rejected',
  'cancelled',
  'expired',
  'stale',
  'superseded',
  'failed',
];

describe.each(databases.eachSupportedId())(
  'supersedeChanges, %s',
  databaseId => {
    it.each<[string, ChangeState[]]>([
      [
        'delete',
        [
          'planning',
          'awaiting-approval',
          'accepted',
          'applying',
          'stale',
          'failed',
        ],
      ],
      ['roll-back', ['accepted', 'applying', 'failed']],
      ['upgrade', ['failed']],
    ])('%s ends what is %j', async (kind, ended) => {
      const knex = await databases.init(databaseId);
      for (const state of STATES) {
        await insertChange(knex, { id: state, state });
      }
      await insertChange(knex, { id: 'elsewhere', subject_uid: 'other' });
      const by = await insertChange(knex, {
        id: 'by',
        kind,
        state: 'accepted',
        summary: 'The new one',
      });

      await supersedeChanges(knex, { by, now: AT });

      const rows = await knex<ChangeRow>('changes').where({
        superseded_by: 'by',
      });
      expect(rows.map(({ id }) => id).sort()).toEqual([...ended].sort());
      for (const row of rows) {
        expect(row).toMatchObject({
          state: 'superseded',
          state_reason: 'Superseded by: The new one',
          finished_at: AT,
        });
      }
      expect((await knex('activity').pluck('change_id')).sort()).toEqual(
        [...ended].sort(),
      );
    });

    it('ends the revision that was not written to its end, and no proven one', async () => {
      const knex = await databases.init(databaseId);
      const { uid, desired, changeId } = await seedCluster(knex);
      await knex('revisions').insert({
        cluster_uid: uid,
        number: 2,
        digest: '0',
        desired: JSON.stringify(desired),
        change_id: 'proven',
        created_at: AT,
        state: 'applied',
      });
      await insertChange(knex, {
        id: 'proven',
        subject_uid: uid,
        state: 'failed',
        revision: 2,
      });
      const by = await insertChange(knex, {
        id: 'by',
        kind: 'delete',
        subject_uid: uid,
        state: 'accepted',
        revision: 3,
      });

      await supersedeChanges(knex, { by, now: AT });

      expect(
        await knex('revisions').orderBy('number').select('change_id', 'state'),
      ).toEqual([
        { change_id: changeId, state: 'superseded' },
        { change_id: 'proven', state: 'applied' },
      ]);
    });
  },
);
