import { aDesiredState } from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import { MigratedDatabases } from '../../database/__testUtils__/MigratedDatabases';
import type { ClusterRow } from '../../database/tables';
import { insertCluster } from './insertCluster';
import { releaseCluster } from './releaseCluster';

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});
jest.setTimeout(60_000);

const NOW = '2026-01-01T00:00:00.000Z';

describe.each(databases.eachSupportedId())('insertCluster, %s', databaseId => {
  const createDatabase = async () => {
    const knex = await databases.init(databaseId);
    return knex;
  };

  it('writes a cluster that is requested, without a revision', async () => {
    const knex = await createDatabase();
    await insertCluster(knex, { desired: aDesiredState(), now: NOW });
    expect(await knex<ClusterRow>('clusters').first()).toMatchObject({
      name: 'checkout-dev',
      live_name: 'checkout-dev',
      owner_ref: 'group:default/checkout',
      description: null,
      target: 'dev-eu1',
      stage: 'development',
      phase: 'requested',
      profile: 'production-base',
      profile_version: '1.3.0',
      kubernetes_version: '1.34.2',
      desired_revision: null,
      applied_revision: null,
      last_revision: 0,
      created_at: NOW,
    });
  });

  it('knows no Kubernetes version of a cluster whose profile has no such layer', async () => {
    const knex = await createDatabase();
    await insertCluster(knex, {
      desired: aDesiredState({ layers: [] }),
      now: NOW,
    });
    expect(await knex<ClusterRow>('clusters').first()).toMatchObject({
      kubernetes_version: null,
    });
  });

  it('refuses a name that is taken, until it is released', async () => {
    const knex = await createDatabase();
    const first = aDesiredState();
    const second = aDesiredState({ cluster: { uid: 'second' } });
    await insertCluster(knex, { desired: first, now: NOW });
    await expect(
      insertCluster(knex, { desired: second, now: NOW }),
    ).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining('checkout-dev'),
    });
    await releaseCluster(knex, {
      clusterUid: first.cluster.uid,
      reason: 'Deleted',
      now: NOW,
    });
    await insertCluster(knex, { desired: second, now: NOW });
    expect(
      await knex<ClusterRow>('clusters').where({ live_name: 'checkout-dev' }),
    ).toMatchObject([{ uid: 'second' }]);
  });
});
