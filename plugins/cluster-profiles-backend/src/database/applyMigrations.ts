import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';

/** Brings the plugin's own tables up to date. */
export async function applyMigrations(knex: Knex): Promise<void> {
  await knex.migrate.latest({
    directory: resolvePackagePath(
      '@cluster-profiles/plugin-cluster-profiles-backend',
      'migrations',
    ),
  });
}
