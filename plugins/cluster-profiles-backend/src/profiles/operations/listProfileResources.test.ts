import type { ProfileVersionState } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Knex } from 'knex';
import { MigratedDatabases } from '../../database/__testUtils__/MigratedDatabases';
import { AT, exampleVersion } from '../__testUtils__/exampleRows';
import { insertProfileVersion } from './insertProfileVersion';
import {
  listProfileResources,
  listVersionResources,
  namesOfProfiles,
  narrowVersions,
} from './listProfileResources';
import { setVersionState } from './setVersionState';

jest.setTimeout(60_000);

describe('listProfileResources', () => {
  const databases = MigratedDatabases.create({
    ids: ['SQLITE_3', 'POSTGRES_15'],
  });

  describe.each(databases.eachSupportedId())('%p', id => {
    let knex: Knex;

    const insert = (
      version: string,
      lifecycle: string,
      options: {
        name?: string;
        state?: ProfileVersionState;
        labels?: unknown;
      } = {},
    ) => {
      const { name = 'base', state = 'published', labels } = options;
      const example = exampleVersion(version, ({ metadata }) => {
        metadata.name = name;
        Object.assign(metadata, { labels });
      });
      return insertProfileVersion(knex, {
        version: { ...example, lifecycle, state },
      });
    };
    const withdraw = (version: string) =>
      setVersionState(knex, {
        profile: 'base',
        version,
        from: ['published'],
        to: 'withdrawn',
        reason: 'too old',
        at: AT,
      });

    beforeEach(async () => {
      knex = await databases.init(id);
    });

    it('says what the newest usable version says, labels too', async () => {
      await insert('1.10.0', 'production', { labels: { audience: 'all' } });
      await insert('1.9.0', 'experimental', { labels: { audience: 'few' } });
      await insert('1.11.0', 'deprecated', { state: 'withdrawn' });
      const expected = {
        name: 'base',
        version: '1.10.0',
        state: 'published',
        owner: 'group:default/platform',
        type: 'full-stack',
        lifecycle: 'production',
        labels: { audience: 'all' },
      };
      expect(await listProfileResources(knex)).toEqual([expected]);
      expect(await listProfileResources(knex, { names: ['none'] })).toEqual([]);

      await withdraw('1.10.0');
      expect(await listProfileResources(knex)).toMatchObject([
        { version: '1.9.0', labels: { audience: 'few' } },
      ]);
      await withdraw('1.9.0');
      expect(await listProfileResources(knex)).toMatchObject([
        { version: '1.11.0', lifecycle: 'deprecated', labels: {} },
      ]);
    });

    it('gives every version the labels of its profile', async () => {
      await insert('1.0.0', 'production');
      await insert('1.1.0', 'production', { labels: { audience: 'all' } });
      const versions = await listVersionResources(knex, rows =>
        rows.where({ name: 'base' }).orderBy('version'),
      );
      expect(versions.map(({ version, labels }) => [version, labels])).toEqual([
        ['1.0.0', { audience: 'all' }],
        ['1.1.0', { audience: 'all' }],
      ]);
    });

    it('takes for labels what a catalog would', async () => {
      await insert('1.0.0', 'production', {
        labels: { audience: 'all', odd: 1, long: 'x'.repeat(64) },
      });
      await insert('1.0.0', 'production', { name: 'other', labels: ['a'] });
      expect(await listProfileResources(knex)).toMatchObject([
        { name: 'base', labels: { audience: 'all' } },
        { name: 'other', labels: {} },
      ]);
    });

    it('leaves versions of which both the profile and they themselves are left', async () => {
      await insert('1.0.0', 'production');
      await insert('1.1.0', 'experimental');
      await insert('1.2.0', 'production');
      await insert('1.0.0', 'experimental', { name: 'other' });
      await insert('0.9.0', 'production', { name: 'other' });
      const narrow = (rows: Knex.QueryBuilder) =>
        rows.where({ lifecycle: 'production' });
      expect(await namesOfProfiles(knex, narrow).pluck('name')).toEqual([
        'base',
      ]);
      const rows = knex('profile_versions').orderBy('version');
      narrowVersions(knex, rows, narrow);
      expect(await rows.select('profile', 'version')).toEqual([
        { profile: 'base', version: '1.0.0' },
        { profile: 'base', version: '1.2.0' },
      ]);
    });
  });
});
