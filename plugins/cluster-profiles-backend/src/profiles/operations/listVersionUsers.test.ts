import { MigratedDatabases } from '../../database/__testUtils__/MigratedDatabases';
import {
  insertExampleCluster,
  insertLeaving,
} from '../__testUtils__/exampleRows';
import { listVersionUsers } from './listVersionUsers';

jest.setTimeout(60_000);

describe('listVersionUsers', () => {
  const databases = MigratedDatabases.create({
    ids: ['SQLITE_3', 'POSTGRES_15'],
  });

  async function createDatabase(
    databaseId: Parameters<typeof databases.init>[0],
  ) {
    const knex = await databases.init(databaseId);
    return knex;
  }

  it.each(databases.eachSupportedId())(
    'names live clusters of that version, %p',
    async id => {
      const knex = await createDatabase(id);
      const on = { profile: 'base', profile_version: '1.0.0' };
      await insertExampleCluster(knex, { name: 'b', ...on });
      await insertExampleCluster(knex, { name: 'a', ...on });
      await insertExampleCluster(knex, {
        name: 'gone',
        ...on,
        live_name: null,
      });
      await insertExampleCluster(knex, {
        name: 'other',
        ...on,
        profile_version: '1.0.1',
      });
      expect(
        await listVersionUsers(knex, { profile: 'base', version: '1.0.0' }),
      ).toEqual(['a', 'b']);

      // What `other` runs until 1.0.1 is proven there.
      for (const name of ['other', 'gone']) {
        await insertLeaving(knex, name, { profile: 'base', version: '1.0.0' });
      }
      expect(
        await listVersionUsers(knex, { profile: 'base', version: '1.0.0' }),
      ).toEqual(['a', 'b', 'other']);
      expect(
        await listVersionUsers(knex, {
          profile: 'base',
          version: '1.0.0',
          visible: clusters => clusters.whereNot('name', 'a'),
        }),
      ).toEqual(['b', 'other']);
    },
  );
});
