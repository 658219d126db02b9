import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { applyMigrations } from './applyMigrations';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
jest.setTimeout(60_000);

const directory = resolvePackagePath(
  '@cluster-profiles/plugin-cluster-profiles-backend-module-simulator',
  'migrations',
);

/** Tables but for those in which knex keeps its record. */
async function tablesOf(knex: Knex): Promise<string[]> {
  const names: string[] = knex.client.config.client.includes('sqlite')
    ? await knex('sqlite_master')
        .where({ type: 'table' })
        .whereNot('name', 'like', 'sqlite_%')
        .pluck('name')
    : await knex('information_schema.tables')
        .where({ table_schema: 'public' })
        .pluck('table_name');
  return names.filter(name => !name.includes('knex_migrations')).sort();
}

describe.each(databases.eachSupportedId())(
  'applyMigrations, %s',
  databaseId => {
    it('goes up, down without a trace, and up again', async () => {
      const knex = await databases.init(databaseId);
      expect(await tablesOf(knex)).toEqual([]);
      await applyMigrations(knex);
      const tables = await tablesOf(knex);
      expect(tables).toContain('simulator_clusters');

      await knex.migrate.rollback(
        { directory, tableName: 'simulator_knex_migrations' },
        true,
      );
      expect(await tablesOf(knex)).toEqual([]);

      await applyMigrations(knex);
      expect(await tablesOf(knex)).toEqual(tables);
    });
  },
);
