import { MigratedDatabases } from './__testUtils__/MigratedDatabases';
import { enlargeCache } from './enlargeCache';

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});
jest.setTimeout(60_000);

it('lets SQLite keep the indexes of a fleet in memory', async () => {
  const knex = await databases.init('SQLITE_3');
  await enlargeCache(knex);
  expect(await knex.raw('pragma cache_size')).toEqual([
    { cache_size: -65_536 },
  ]);
});

it.each(databases.eachSupportedId())('asks nothing wrong, %s', async id => {
  const knex = await databases.init(id);
  await expect(enlargeCache(knex)).resolves.toBeUndefined();
});
