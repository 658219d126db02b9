import { MigratedDatabases } from '../../database/__testUtils__/MigratedDatabases';
import { AT, exampleVersion } from '../__testUtils__/exampleRows';
import { getProfileVersion } from './getProfileVersion';
import { insertProfileVersion } from './insertProfileVersion';
import { setVersionState } from './setVersionState';

jest.setTimeout(60_000);

describe('setVersionState', () => {
  const databases = MigratedDatabases.create({
    ids: ['SQLITE_3', 'POSTGRES_15'],
  });

  async function createDatabase(
    databaseId: Parameters<typeof databases.init>[0],
  ) {
    const knex = await databases.init(databaseId);
    return knex;
  }

  it.each(databases.eachSupportedId())('compares and sets, %p', async id => {
    const knex = await createDatabase(id);
    await insertProfileVersion(knex, { version: exampleVersion('1.0.0') });
    const version = { profile: 'base', version: '1.0.0' };
    const deprecate = () =>
      setVersionState(knex, {
        ...version,
        from: ['published'],
        to: 'deprecated',
        reason: 'old',
        endOfLife: '2027-01-01',
        at: AT,
      });
    expect(await deprecate()).toBe(true);
    expect(await deprecate()).toBe(false);
    expect(
      await setVersionState(knex, {
        ...version,
        from: ['published', 'deprecated'],
        to: 'withdrawn',
        reason: 'broken',
        at: AT,
      }),
    ).toBe(true);
    expect(await getProfileVersion(knex, version)).toMatchObject({
      state: 'withdrawn',
      stateReason: 'broken',
      stateChangedAt: AT,
      endOfLife: '2027-01-01',
    });
  });
});
