import { MigratedDatabases } from '../../database/__testUtils__/MigratedDatabases';
import { AT, exampleVersion } from '../__testUtils__/exampleRows';
import { getProfileVersion } from './getProfileVersion';
import { insertProfileVersion } from './insertProfileVersion';

jest.setTimeout(60_000);

describe('insertProfileVersion', () => {
  const databases = MigratedDatabases.create({
    ids: ['SQLITE_3', 'POSTGRES_15'],
  });

  async function createDatabase(
    databaseId: Parameters<typeof databases.init>[0],
  ) {
    const knex = await databases.init(databaseId);
    return knex;
  }

  it.each(databases.eachSupportedId())('writes all of it, %p', async id => {
    const knex = await createDatabase(id);
    const version = exampleVersion('1.0.0');
    await insertProfileVersion(knex, { version, origin: 'https://x/y' });
    expect(
      await getProfileVersion(knex, { profile: 'base', version: '1.0.0' }),
    ).toEqual(version);
    expect(await knex('profiles').first()).toEqual({
      name: 'base',
      origin: 'https://x/y',
      owner_ref: 'group:default/platform',
      created_at: AT,
      shown_version: '1.0.0',
    });
    expect(
      await knex('profile_version_layers').orderBy('position').pluck('name'),
    ).toEqual(['ubuntu', 'kubernetes', 'cilium', 'rook', 'ingress']);
  });

  it.each(databases.eachSupportedId())(
    'refuses the same version again and leaves nothing behind, %p',
    async id => {
      const knex = await createDatabase(id);
      const version = exampleVersion('1.0.0');
      await insertProfileVersion(knex, { version });
      await expect(
        knex.transaction(tx => insertProfileVersion(tx, { version })),
      ).rejects.toThrow(/base 1.0.0 was published meanwhile/);
      expect(await knex('profile_version_layers')).toHaveLength(5);
    },
  );

  it.each(databases.eachSupportedId())(
    'keeps owner and origin of a name until it changes hands, %p',
    async id => {
      const knex = await createDatabase(id);
      const owner = 'group:default/search';
      await insertProfileVersion(knex, { version: exampleVersion('1.0.0') });
      // Planned while the name was free: somebody else has published it first.
      for (const late of [
        { version: { ...exampleVersion('1.0.1'), owner } },
        { version: exampleVersion('1.0.1'), origin: 'https://x/y' },
      ]) {
        await expect(
          knex.transaction(tx => insertProfileVersion(tx, late)),
        ).rejects.toThrow(/was taken by platform meanwhile/);
      }
      expect(await knex('profile_versions').pluck('version')).toEqual([
        '1.0.0',
      ]);
      expect(await knex('profiles').first()).toMatchObject({
        origin: null,
        owner_ref: 'group:default/platform',
      });
      await insertProfileVersion(knex, {
        version: { ...exampleVersion('1.0.2'), owner },
        origin: 'https://x/y',
        handOver: true,
      });
      expect(await knex('profiles').first()).toMatchObject({
        origin: 'https://x/y',
        owner_ref: owner,
      });
    },
  );
});
