import { MigratedDatabases } from '../../database/__testUtils__/MigratedDatabases';
import type { ClusterRow } from '../../database/tables';
import { seedCluster } from '../../reconciler/__testUtils__/seedCluster';
import { releaseCluster } from './releaseCluster';
import { setDesiredRevision } from './setDesiredRevision';

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});
jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())('releaseCluster, %s', databaseId => {
  it('frees the name and keeps the history', async () => {
    const knex = await databases.init(databaseId);
    const { uid, desired } = await seedCluster(knex);
    await setDesiredRevision(knex, {
      clusterUid: uid,
      from: 1,
      to: 1,
      desired,
      now: '2026-01-01T00:00:00.000Z',
    });
    await knex('leaving_profiles').insert({
      cluster_uid: uid,
      profile: 'base',
      version: '1.0.0',
    });
    const release = (reason: string, now: string) =>
      releaseCluster(knex, { clusterUid: uid, reason, now });

    await release('Deleted', '2026-01-02T00:00:00.000Z');
    await release('Again', '2026-01-03T00:00:00.000Z');

    expect(await knex<ClusterRow>('clusters').first()).toMatchObject({
      name: 'checkout-dev',
      live_name: null,
      phase: 'deleted',
      phase_reason: 'Deleted',
      deleted_at: '2026-01-02T00:00:00.000Z',
    });
    expect(await knex('revisions')).toHaveLength(1);
    expect(await knex('revision_profiles')).toEqual([]);
    expect(await knex('leaving_profiles')).toEqual([]);
    expect(await knex('work')).toEqual([]);
  });
});
