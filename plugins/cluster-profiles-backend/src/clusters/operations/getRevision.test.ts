import { aDesiredState } from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import { MigratedDatabases } from '../../database/__testUtils__/MigratedDatabases';
import {
  seedCluster,
  seedRevision,
} from '../../reconciler/__testUtils__/seedCluster';
import { getRevision, listRevisions } from './getRevision';

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});
jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())('getRevision, %s', databaseId => {
  it('reads one, or all of a cluster with the newest first', async () => {
    const knex = await databases.init(databaseId);
    const first = await seedCluster(knex);
    const desired = { ...first.desired, paused: true };
    const changeId = await seedRevision(knex, { kind: 'pause', desired });
    await seedCluster(knex, {
      desired: aDesiredState({ cluster: { uid: 'other', name: 'other' } }),
    });

    expect(
      await getRevision(knex, { clusterUid: first.uid, number: 2 }),
    ).toMatchObject({ number: 2, changeId, desired, state: 'accepted' });
    expect(
      await getRevision(knex, { clusterUid: first.uid, number: 3 }),
    ).toBeUndefined();
    expect(
      await getRevision(knex, { clusterUid: 'nobody', number: 1 }),
    ).toBeUndefined();
    expect(
      (await listRevisions(knex, { clusterUid: first.uid })).map(
        ({ number, changeId: id }) => [number, id],
      ),
    ).toEqual([
      [2, changeId],
      [1, first.changeId],
    ]);
  });
});
