import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { usePortal } from './adopterJourney.mjs';
import { packPackages, succeed } from './adopterPackages.mjs';
import { applyBox, readAdopterPage } from './adopterPage.mjs';
import { createPortal, prepareInstall, runCommand } from './adopterPortal.mjs';
import { findChromium } from './findChromium.mjs';
import { cache } from './paths.mjs';
import { step } from './say.mjs';

// Outside the checkout, so that a dependency that is not declared is not found either.
const folder = join(cache, 'adopter');

/** Makes a portal, adds the packed packages as docs/add-to-your-portal.md says, and requests a cluster. */
export async function adopterTest() {
  const page = await readAdopterPage();
  const chromium = await findChromium();
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  try {
    const tarballs = await packPackages(folder);
    const portal = join(folder, 'portal');
    await step('Making a portal with create-app', 'about 10 s', () =>
      createPortal(portal),
    );
    await step('Installing the packages', 'about 2 minutes', async () => {
      await prepareInstall(portal, tarballs);
      for (const line of page.commands['in the folder of your portal']) {
        await runCommand(portal, line, { tarballs });
      }
    });
    await step('Writing what the page says', 'at once', async () => {
      for (const box of page.files) {
        await applyBox(portal, box);
      }
    });
    await step(
      'Checking types, building the frontend',
      'about 2 minutes',
      async () => {
        await succeed('yarn', ['tsc'], { cwd: portal });
        await succeed('yarn', ['workspace', 'app', 'build'], { cwd: portal });
      },
    );
    await usePortal({
      portal,
      page,
      chromium,
      logFile: join(folder, 'portal.log'),
    });
    return {
      passed: 1,
      failed: [],
      skipped: [],
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
