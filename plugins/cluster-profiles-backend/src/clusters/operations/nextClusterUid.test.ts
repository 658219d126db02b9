import { aDesiredState } from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import { MigratedDatabases } from '../../database/__testUtils__/MigratedDatabases';
import { insertCluster } from './insertCluster';
import { nextClusterUid } from './nextClusterUid';
import { releaseCluster } from './releaseCluster';

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});
jest.setTimeout(60_000);

const now = '2026-01-01T00:00:00.000Z';

describe.each(databases.eachSupportedId())('nextClusterUid, %s', databaseId => {
  it('is the same until the name is used, and never one that was', async () => {
    const knex = await databases.init(databaseId);
    const next = (instanceId = 'test') =>
      nextClusterUid(knex, { name: 'checkout-dev', instanceId });

    const uid = await next();
    expect(await next()).toBe(uid);
    expect(await next('elsewhere')).not.toBe(uid);

    await insertCluster(knex, {
      desired: aDesiredState({ cluster: { uid } }),
      now,
    });
    const second = await next();
    expect(second).not.toBe(uid);
    await releaseCluster(knex, { clusterUid: uid, reason: 'Deleted', now });
    expect(await next()).toBe(second);
  });
});
