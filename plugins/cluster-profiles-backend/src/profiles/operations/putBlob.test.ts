import { MigratedDatabases } from '../../database/__testUtils__/MigratedDatabases';
import { getBlob } from './getBlob';
import { putBlob } from './putBlob';

jest.setTimeout(60_000);

describe('putBlob', () => {
  const databases = MigratedDatabases.create({
    ids: ['SQLITE_3', 'POSTGRES_15'],
  });

  async function createDatabase(
    databaseId: Parameters<typeof databases.init>[0],
  ) {
    const knex = await databases.init(databaseId);
    return knex;
  }

  it.each(databases.eachSupportedId())('keeps bytes once, %p', async id => {
    const knex = await createDatabase(id);
    const bytes = Buffer.from([0, 1, 254, 255]);
    const sha256 = await putBlob(knex, bytes);
    expect(await putBlob(knex, bytes)).toBe(sha256);
    expect(await getBlob(knex, sha256)).toEqual(bytes);
    expect(await knex('blobs')).toHaveLength(1);
  });
});
