import { MigratedDatabases } from '../../database/__testUtils__/MigratedDatabases';
import {
  insertExampleCluster,
  insertLeaving,
} from '../__testUtils__/exampleRows';
import { countVersionUsers } from './countVersionUsers';

jest.setTimeout(60_000);

describe('countVersionUsers', () => {
  const databases = MigratedDatabases.create({
    ids: ['SQLITE_3', 'POSTGRES_15'],
  });

  async function createDatabase(
    databaseId: Parameters<typeof databases.init>[0],
  ) {
    const knex = await databases.init(databaseId);
    return knex;
  }

  it.each(databases.eachSupportedId())('counts live clusters, %p', async id => {
    const knex = await createDatabase(id);
    const on = { profile: 'base', profile_version: '1.0.0' };
    await insertExampleCluster(knex, { name: 'a', ...on });
    await insertExampleCluster(knex, { name: 'b', ...on });
    await insertExampleCluster(knex, { name: 'gone', ...on, live_name: null });
    await insertExampleCluster(knex, { ...on, name: 'c', profile: 'edge' });
    const count = async (options?: Parameters<typeof countVersionUsers>[1]) =>
      Object.fromEntries(await countVersionUsers(knex, options));
    expect(await count()).toEqual({
      'base@1.0.0': { clusters: 2, leaving: 0 },
      'edge@1.0.0': { clusters: 1, leaving: 0 },
    });
    expect(await count({ profile: 'edge' })).toEqual({
      'edge@1.0.0': { clusters: 1, leaving: 0 },
    });
    expect(
      await count({ visible: clusters => clusters.where('name', 'a') }),
    ).toEqual({ 'base@1.0.0': { clusters: 1, leaving: 0 } });

    // What a cluster runs on its way to another version.
    await insertLeaving(knex, 'a', { profile: 'base', version: '0.9.0' });
    await insertLeaving(knex, 'c', { profile: 'base', version: '1.0.0' });
    await insertLeaving(knex, 'gone', { profile: 'base', version: '1.0.0' });
    expect(await count({ profile: 'base' })).toEqual({
      'base@0.9.0': { clusters: 0, leaving: 1 },
      'base@1.0.0': { clusters: 2, leaving: 1 },
    });
    expect(
      await count({ visible: clusters => clusters.where('name', 'a') }),
    ).toEqual({
      'base@0.9.0': { clusters: 0, leaving: 1 },
      'base@1.0.0': { clusters: 1, leaving: 0 },
    });
  });
});
