import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Failure, knownCause } from './fail.mjs';
import { cache } from './paths.mjs';
import { capture } from './run.mjs';
import { step } from './say.mjs';

/** Folder of an npm package in the cache, installed there at the first call. */
export async function bring(name, packageName, expected) {
  const prefix = join(cache, name);
  const folder = join(prefix, 'node_modules', packageName);
  if (!existsSync(folder)) {
    await step(`Bringing ${name} into ${prefix}`, expected, async () => {
      const { code, output } = await capture('npm', [
        'install',
        '--prefix',
        prefix,
        '--no-audit',
        '--no-fund',
        packageName,
      ]);
      if (code !== 0) {
        throw new Failure(
          knownCause(output) ??
            `npm could not install ${packageName}:\n${output.slice(-2000)}`,
        );
      }
    });
  }
  return folder;
}

/** Path of the first of these programs that the machine has. */
export function findProgram(...names) {
  for (const name of names) {
    for (const folder of (process.env.PATH ?? '').split(':')) {
      const path = join(folder, name);
      if (existsSync(path)) {
        return path;
      }
    }
  }
  return undefined;
}
