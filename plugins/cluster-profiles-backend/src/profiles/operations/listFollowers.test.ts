import { MigratedDatabases } from '../../database/__testUtils__/MigratedDatabases';
import { insertExampleCluster } from '../__testUtils__/exampleRows';
import { listFollowers } from './listFollowers';

jest.setTimeout(60_000);

describe('listFollowers', () => {
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
    'names clusters that the new version is for, %p',
    async id => {
      const knex = await createDatabase(id);
      const insert = (name: string, follow: string, profile_version: string) =>
        insertExampleCluster(knex, {
          name,
          profile: 'base',
          profile_version,
          follow,
        });
      await insert('patch', 'patch', '1.4.0');
      await insert('minor', 'minor', '1.3.0');
      await insert('older-patch', 'patch', '1.3.0');
      await insert('pinned', 'pinned', '1.4.0');
      await insert('newer', 'patch', '1.4.2');
      await insertExampleCluster(knex, {
        name: 'leaving',
        profile: 'base',
        profile_version: '1.4.0',
        follow: 'patch',
        phase: 'deleting',
      });
      const published = { version: '1.4.0', state: 'published' as const };
      const follow = (version: string, versions = [published]) =>
        listFollowers(knex, { profile: 'base', version, versions });
      expect(await follow('1.4.1')).toEqual(['minor', 'patch']);
      expect(await follow('2.0.0')).toEqual([]);
      expect(await follow('1.4.1-rc.1')).toEqual([]);
      // a patch of an older line
      expect(await follow('1.3.1')).toEqual(['older-patch']);
    },
  );
});
