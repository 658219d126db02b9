import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import type { ClusterRow } from '../database/tables';
import { insertExampleCluster } from '../profiles/__testUtils__/exampleRows';
import { listProviderGroups } from './listProviderGroups';

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});
jest.setTimeout(60_000);

const LATELY = '2026-11-22T10:00:00.000Z';
const LONG_AGO = '2026-11-22T08:00:00.000Z';

const CLUSTERS: Array<Partial<ClusterRow> & { name: string }> = [
  { name: 'fresh', observed_at: LATELY },
  { name: 'overdue', observed_at: LONG_AGO },
  { name: 'just-accepted', updated_at: LATELY },
  { name: 'held', observed_at: LONG_AGO, phase: 'held' },
  {
    name: 'silent',
    observed_at: LONG_AGO,
    phase: 'unknown',
    phase_reason: 'No answer: it is away',
  },
  { name: 'requested', desired_revision: null, phase: 'requested' },
  { name: 'gone', live_name: null, deleted_at: LATELY },
  { name: 'elsewhere', target: 'prod-eu1', observed_at: LATELY },
  { name: 'imported', provider: 'imported', observed_at: LATELY },
];

it.each(databases.eachSupportedId())(
  'counts what providers answer for, %s',
  async databaseId => {
    const knex = await databases.init(databaseId);
    for (const cluster of CLUSTERS) {
      await insertExampleCluster(knex, {
        profile: 'base',
        profile_version: '1.0.0',
        ...cluster,
      });
    }
    const list = (
      visible: Parameters<typeof listProviderGroups>[1]['visible'],
    ) =>
      listProviderGroups(knex, {
        overdueBefore: '2026-11-22T09:00:00.000Z',
        visible,
      });
    expect(await list(() => {})).toEqual([
      {
        provider: 'imported',
        target: 'dev-eu1',
        clusters: 1,
        unanswered: 0,
        overdue: 0,
        answeredAt: LATELY,
        reason: null,
      },
      {
        provider: 'simulator',
        target: 'dev-eu1',
        clusters: 5,
        unanswered: 1,
        overdue: 1,
        answeredAt: LATELY,
        reason: 'No answer: it is away',
      },
      {
        provider: 'simulator',
        target: 'prod-eu1',
        clusters: 1,
        unanswered: 0,
        overdue: 0,
        answeredAt: LATELY,
        reason: null,
      },
    ]);
    expect(await list(clusters => clusters.where({ name: 'held' }))).toEqual([
      expect.objectContaining({ clusters: 1, overdue: 0, reason: null }),
    ]);
    expect(await list(clusters => clusters.whereRaw('1 = 0'))).toEqual([]);
  },
);
