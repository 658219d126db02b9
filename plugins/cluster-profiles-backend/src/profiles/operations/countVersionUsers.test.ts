import { TestDatabases } from '@backstage/backend-test-utils';
import { applyMigrations } from '../../database/applyMigrations';
import { insertExampleCluster } from '../__testUtils__/exampleRows';
import { countVersionUsers } from './countVersionUsers';

jest.setTimeout(60_000);

describe('countVersionUsers', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

  async function createDatabase(
    databaseId: Parameters<typeof databases.init>[0],
  ) {
    const knex = await databases.init(databaseId);
    await applyMigrations(knex);
    return knex;
  }

  it.each(databases.eachSupportedId())('counts live clusters, %p', async id => {
    const knex = await createDatabase(id);
    const on = { profile: 'base', profile_version: '1.0.0' };
    await insertExampleCluster(knex, { name: 'a', ...on });
    await insertExampleCluster(knex, { name: 'b', ...on });
    await insertExampleCluster(knex, { name: 'gone', ...on, live_name: null });
    await insertExampleCluster(knex, { ...on, name: 'c', profile: 'edge' });
    expect(Object.fromEntries(await countVersionUsers(knex))).toEqual({
      'base@1.0.0': 2,
      'edge@1.0.0': 1,
    });
    expect(
      Object.fromEntries(await countVersionUsers(knex, { profile: 'edge' })),
    ).toEqual({ 'edge@1.0.0': 1 });
    expect(
      Object.fromEntries(
        await countVersionUsers(knex, {
          visible: clusters => clusters.where('name', 'a'),
        }),
      ),
    ).toEqual({ 'base@1.0.0': 1 });
  });
});
