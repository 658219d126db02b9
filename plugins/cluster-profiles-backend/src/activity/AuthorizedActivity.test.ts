import { mockCredentials } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import type { AuthorizedClusters } from '../clusters/AuthorizedClusters';
import type { AuthorizedProfiles } from '../profiles/AuthorizedProfiles';
import { insertExampleCluster } from '../profiles/__testUtils__/exampleRows';
import type { ValueSight } from '../values/ValueSight';
import { AuthorizedActivity } from './AuthorizedActivity';
import { recordActivity, type ActivityEntry } from './recordActivity';

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});
jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())(
  'AuthorizedActivity, %s',
  databaseId => {
    it('shows what is about subjects that the caller may see, and the system', async () => {
      const knex = await databases.init(databaseId);
      for (const name of ['mine', 'theirs']) {
        await insertExampleCluster(knex, {
          name,
          profile: 'base',
          profile_version: '1.0.0',
          owner_ref: `group:default/${name}`,
        });
      }
      const subjects: Array<ActivityEntry['subject']> = [
        { kind: 'cluster', name: 'mine', uid: 'uid-mine' },
        { kind: 'cluster', name: 'theirs', uid: 'uid-theirs' },
        // A name that was used before belongs to another cluster.
        { kind: 'cluster', name: 'mine', uid: 'uid-of-an-earlier-one' },
        { kind: 'profile', name: 'base' },
        { kind: 'profile', name: 'secret' },
        { kind: 'system', name: 'write-switch' },
      ];
      for (const subject of subjects) {
        await recordActivity(knex, {
          at: '2026-01-01T00:00:00.000Z',
          actor: 'user:default/alice',
          subject,
          type: 'done',
          message: 'Done',
        });
      }
      const activity = new AuthorizedActivity({
        knex,
        clusters: {
          decide: async () => ({
            allows: () => false,
            narrow: (builder: Knex.QueryBuilder) =>
              builder.where('owner_ref', 'group:default/mine'),
          }),
        } as unknown as AuthorizedClusters,
        profiles: {
          names: async () => ['base'],
        } as unknown as AuthorizedProfiles,
        sight: {
          ofClusters: async () => ({ allows: () => false }),
        } as unknown as ValueSight,
      });
      const list = async (query: { subject?: string }) => {
        const { items, totalCount } = await activity.list(
          { offset: 0, limit: 50, ...query },
          { credentials: mockCredentials.user() },
        );
        expect(totalCount).toBe(items.length);
        return items.map(({ subject }) => subject.uid ?? subject.name);
      };
      expect(await list({})).toEqual(['write-switch', 'base', 'uid-mine']);
      expect(await list({ subject: 'theirs' })).toEqual([]);
      expect(await list({ subject: 'secret' })).toEqual([]);
    });
  },
);
