import { MigratedDatabases } from '../../database/__testUtils__/MigratedDatabases';
import { exampleVersion } from '../__testUtils__/exampleRows';
import { getProfileVersion } from './getProfileVersion';
import { insertProfileVersion } from './insertProfileVersion';

jest.setTimeout(60_000);

describe('getProfileVersion', () => {
  const databases = MigratedDatabases.create({
    ids: ['SQLITE_3', 'POSTGRES_15'],
  });

  async function createDatabase(
    databaseId: Parameters<typeof databases.init>[0],
  ) {
    const knex = await databases.init(databaseId);
    return knex;
  }

  it.each(databases.eachSupportedId())('reads one version, %p', async id => {
    const knex = await createDatabase(id);
    const version = {
      ...exampleVersion('1.0.0'),
      description: 'A',
      releaseNotes: 'B',
      authorsKnown: false,
    };
    await insertProfileVersion(knex, { version });
    expect(
      await getProfileVersion(knex, { profile: 'base', version: '1.0.0' }),
    ).toEqual(version);
    expect(
      await getProfileVersion(knex, { profile: 'base', version: '1.0.1' }),
    ).toBeUndefined();
  });
});
