import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import { findActivity } from '../activity/listActivity';
import type { ChangeRow } from '../database/tables';
import { insertExampleCluster } from '../profiles/__testUtils__/exampleRows';
import { FOLLOW_PROPOSER, proposeFollowing } from './proposeFollowing';

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});
jest.setTimeout(60_000);

const now = new Date('2026-01-02T00:00:00.000Z');

describe.each(databases.eachSupportedId())(
  'proposeFollowing, %s',
  databaseId => {
    it('proposes an upgrade for each cluster that follows, and does nothing to it', async () => {
      const knex = await databases.init(databaseId);
      const insert = (name: string, follow: string) =>
        insertExampleCluster(knex, {
          name,
          profile: 'base',
          profile_version: '1.4.0',
          follow,
          stage: 'production',
          target: 'prod-eu1',
        });
      await insert('follower', 'patch');
      await insert('pinned', 'pinned');
      const clusters = await knex('clusters').orderBy('uid');

      await proposeFollowing(knex, {
        publication: { profile: 'base', version: '1.4.1' },
        now,
      });

      const [change, ...others] = await knex<ChangeRow>('changes');
      expect(others).toEqual([]);
      expect(change).toMatchObject({
        kind: 'upgrade',
        subject_kind: 'cluster',
        subject_name: 'follower',
        subject_uid: 'uid-follower',
        owner_ref: 'group:default/checkout',
        stage: 'production',
        target: 'prod-eu1',
        proposer: FOLLOW_PROPOSER,
        state: 'planning',
        summary: 'Upgrade base to 1.4.1',
      });
      expect(JSON.parse(change.request)).toMatchObject({
        kind: 'upgrade',
        cluster: 'follower',
        profile: 'base',
        version: '1.4.1',
        comment: expect.stringContaining('patch'),
      });
      expect(await knex('work')).toMatchObject([
        { kind: 'change', id: change.id, due_at: now.toISOString() },
      ]);
      expect(await findActivity(knex, {})).toMatchObject([
        { actor: FOLLOW_PROPOSER, type: 'change-proposed' },
      ]);
      expect(await knex('clusters').orderBy('uid')).toEqual(clusters);
    });

    it('proposes the same upgrade once only', async () => {
      const knex = await databases.init(databaseId);
      await insertExampleCluster(knex, {
        name: 'follower',
        profile: 'base',
        profile_version: '1.4.0',
        follow: 'minor',
      });
      const propose = () =>
        knex.transaction(tx =>
          proposeFollowing(tx, {
            publication: { profile: 'base', version: '1.5.0' },
            now,
          }),
        );
      await propose();
      await Promise.allSettled([propose()]);
      expect(await knex('changes')).toHaveLength(1);
    });
  },
);
