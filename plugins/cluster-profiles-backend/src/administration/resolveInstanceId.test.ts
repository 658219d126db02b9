import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import { resolveInstanceId } from './resolveInstanceId';

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});
jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())(
  'resolveInstanceId, %s',
  databaseId => {
    it('is made once, even by replicas that start together, and kept', async () => {
      const knex = await databases.init(databaseId);
      const ids = await Promise.all(
        [1, 2, 3].map(() => resolveInstanceId(knex, undefined)),
      );
      expect(new Set(ids).size).toBe(1);
      expect(await resolveInstanceId(knex, undefined)).toBe(ids[0]);
    });

    it('is the configured one, which is not kept', async () => {
      const knex = await databases.init(databaseId);
      expect(await resolveInstanceId(knex, 'eu-1')).toBe('eu-1');
      expect(await knex('installation')).toEqual([]);
    });
  },
);
