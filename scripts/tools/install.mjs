import { readdir, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure, knownCause } from './fail.mjs';
import { root } from './paths.mjs';
import { capture } from './run.mjs';
import { step } from './say.mjs';
import { digestOf, oncePer } from './stamp.mjs';

const NEEDED_BYTES = 4e9;

/** Installs what the checkout depends on, when that changed. */
export async function install() {
  const manifests = ['package.json', 'yarn.lock', '.yarnrc.yml'];
  for (const folder of ['packages', 'plugins']) {
    for (const name of await readdir(join(root, folder))) {
      manifests.push(join(folder, name, 'package.json'));
    }
  }
  await oncePer('install', await digestOf(manifests), () =>
    step('Installing dependencies', '2 minutes the first time', async () => {
      const disk = await statfs(root);
      if (disk.bavail * disk.bsize < NEEDED_BYTES) {
        throw new Failure(
          `Installing needs 4 GB of disk, and ${root} has ${(
            (disk.bavail * disk.bsize) /
            1e9
          ).toFixed(1)} GB left.`,
        );
      }
      const { code, output } = await capture('yarn', [
        'install',
        '--immutable',
      ]);
      if (code !== 0) {
        throw new Failure(
          knownCause(output) ?? `yarn install failed:\n${output.slice(-4000)}`,
        );
      }
    }),
  );
}
