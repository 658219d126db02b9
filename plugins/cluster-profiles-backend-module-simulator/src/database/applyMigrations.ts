import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';

/** The simulator lives in the plugin's database, so it keeps its own record of migrations. */
export async function applyMigrations(knex: Knex): Promise<void> {
  await knex.migrate.latest({
    directory: resolvePackagePath(
      '@cluster-profiles/plugin-cluster-profiles-backend-module-simulator',
      'migrations',
    ),
    tableName: 'simulator_knex_migrations',
  });
}
