import { join } from 'node:path';
import { root } from './paths.mjs';
import { show } from './run.mjs';
import { startPostgres } from './startPostgres.mjs';

/** Runs a program of the tests, in TypeScript, on the lab with this name and a PostgreSQL of its own; says whether it ended well. */
export async function onLab(name, program, { args, env }) {
  const postgres = await startPostgres();
  try {
    const code = await show(
      process.execPath,
      [
        '--no-deprecation',
        '--require',
        '@backstage/cli/config/nodeTransform.cjs',
        join(root, 'test', program),
        ...args,
      ],
      {
        env: {
          ...env,
          CLUSTER_PROFILES_LAB: name,
          POSTGRES: postgres.connectionString,
        },
      },
    );
    return code === 0;
  } finally {
    await postgres.stop();
  }
}
