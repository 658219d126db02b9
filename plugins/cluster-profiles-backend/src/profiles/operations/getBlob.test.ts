import { MigratedDatabases } from '../../database/__testUtils__/MigratedDatabases';
import { getBlob } from './getBlob';
import { putBlob } from './putBlob';

jest.setTimeout(60_000);

describe('getBlob', () => {
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
    'refuses bytes that are missing or altered, %p',
    async id => {
      const knex = await createDatabase(id);
      await expect(getBlob(knex, 'a'.repeat(64))).rejects.toThrow(
        /missing or altered/,
      );
      const sha256 = await putBlob(knex, Buffer.from('one'));
      await knex('blobs').update({ content: Buffer.from('two') });
      await expect(getBlob(knex, sha256)).rejects.toThrow(/missing or altered/);
    },
  );
});
