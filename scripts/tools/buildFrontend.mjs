import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure, knownCause } from './fail.mjs';
import { root, stamps } from './paths.mjs';
import { capture } from './run.mjs';
import { step } from './say.mjs';
import { digestOf, oncePer } from './stamp.mjs';

const inputs = [
  'yarn.lock',
  'app-config.yaml',
  'packages/app',
  'plugins/cluster-profiles',
  'plugins/cluster-profiles-common',
];

/** Builds the portal's frontend, when what goes into it changed. */
export async function buildFrontend() {
  if (!existsSync(join(root, 'packages/app/dist/index.html'))) {
    await rm(join(stamps, 'frontend'), { force: true });
  }
  await oncePer('frontend', await digestOf(inputs), () =>
    step('Building the frontend', 'about 30 s', async () => {
      const { code, output } = await capture(
        'yarn',
        ['backstage-cli', 'package', 'build'],
        { cwd: join(root, 'packages/app') },
      );
      if (code !== 0) {
        throw new Failure(
          knownCause(output) ??
            `The frontend does not build:\n${output.slice(-6000)}`,
        );
      }
    }),
  );
}
