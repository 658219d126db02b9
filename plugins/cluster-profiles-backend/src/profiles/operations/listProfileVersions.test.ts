import { MigratedDatabases } from '../../database/__testUtils__/MigratedDatabases';
import { exampleVersion } from '../__testUtils__/exampleRows';
import { insertProfileVersion } from './insertProfileVersion';
import { listProfileVersions } from './listProfileVersions';

jest.setTimeout(60_000);

describe('listProfileVersions', () => {
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
    'sorts by profile, newest first, and narrows, %p',
    async id => {
      const knex = await createDatabase(id);
      for (const [name, version] of [
        ['b', '1.9.0'],
        ['b', '1.10.0'],
        ['b', '1.10.0-rc.1'],
        ['a', '0.1.0'],
        ['c', '3.0.0'],
      ]) {
        await insertProfileVersion(knex, {
          version: exampleVersion(version, document => {
            document.metadata.name = name;
          }),
        });
      }
      const list = async (profiles?: string[]) =>
        (await listProfileVersions(knex, { profiles })).map(
          ({ profile, version }) => `${profile} ${version}`,
        );
      expect(await list()).toEqual([
        'a 0.1.0',
        'b 1.10.0',
        'b 1.10.0-rc.1',
        'b 1.9.0',
        'c 3.0.0',
      ]);
      expect(await list(['c', 'a'])).toEqual(['a 0.1.0', 'c 3.0.0']);
      expect(await list([])).toEqual([]);
    },
  );
});
