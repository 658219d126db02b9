import { TestDatabases } from '@backstage/backend-test-utils';
import { applyMigrations } from '../../database/applyMigrations';
import { exampleVersion } from '../__testUtils__/exampleRows';
import { insertProfileVersion } from './insertProfileVersion';
import { listProfileResources } from './listProfileResources';

jest.setTimeout(60_000);

describe('listProfileResources', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

  it.each(databases.eachSupportedId())(
    'says what the newest usable version says, %p',
    async id => {
      const knex = await databases.init(id);
      await applyMigrations(knex);
      const insert = (
        version: string,
        lifecycle: string,
        state = 'published',
      ) =>
        insertProfileVersion(knex, {
          version: {
            ...exampleVersion(version),
            lifecycle,
            state: state as 'published',
          },
        });
      await insert('1.9.0', 'experimental');
      await insert('1.10.0', 'production');
      await insert('1.11.0', 'deprecated', 'withdrawn');
      expect(await listProfileResources(knex)).toEqual([
        {
          name: 'base',
          owner: 'group:default/platform',
          type: 'full-stack',
          lifecycle: 'production',
        },
      ]);
      await knex('profile_versions').update({ state: 'withdrawn' });
      expect(await listProfileResources(knex)).toMatchObject([
        { lifecycle: 'deprecated' },
      ]);
    },
  );
});
