import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(
  /\/$/,
  '',
);

export const cache =
  process.env.CLUSTER_PROFILES_CACHE ??
  join(
    process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'),
    'cluster-profiles',
  );

/** What this checkout has already done; goes with its node_modules. */
export const stamps = join(root, 'node_modules', '.cluster-profiles');
