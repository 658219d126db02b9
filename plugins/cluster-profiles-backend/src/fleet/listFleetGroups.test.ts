import type { Knex } from 'knex';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import { insertExampleCluster } from '../profiles/__testUtils__/exampleRows';
import { listFleetGroups } from './listFleetGroups';

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});
jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())(
  'listFleetGroups, %s',
  databaseId => {
    let knex: Knex;

    beforeAll(async () => {
      knex = await databases.init(databaseId);
      const base = { profile: 'base', profile_version: '1.3.0' };
      for (const row of [
        { name: 'alpha', kubernetes_version: '1.34.4' },
        { name: 'beta', kubernetes_version: '1.34.4' },
        { name: 'gamma', phase: 'degraded', has_issue: true },
        { name: 'gone', phase: 'deleted', deleted_at: '2026-11-22T11:00:00Z' },
      ]) {
        await insertExampleCluster(knex, { ...base, ...row });
      }
    });

    it('counts what lives, by what is alike', async () => {
      const groups = await listFleetGroups(knex, { visible: () => {} });
      expect(
        groups
          .map(({ kubernetesVersion, phase, hasIssue, clusters }) => [
            kubernetesVersion,
            phase,
            hasIssue,
            clusters,
          ])
          .sort((a, b) => Number(b[3]) - Number(a[3])),
      ).toEqual([
        ['1.34.4', 'ready', false, 2],
        [null, 'degraded', true, 1],
      ]);
    });

    it('counts only what is visible', async () => {
      const visible = (clusters: Knex.QueryBuilder) =>
        void clusters.whereRaw('1 = 0');
      expect(await listFleetGroups(knex, { visible })).toEqual([]);
    });
  },
);
