import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bring, findProgram } from './bring.mjs';
import { capture } from './run.mjs';
import { step } from './say.mjs';

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
];

/** Path of a Chromium; from Debian when root may install it, else from npm. */
export async function findChromium() {
  return findProgram(...names) ?? (await fromDebian()) ?? (await fromNpm());
}

async function fromDebian() {
  if (process.getuid() !== 0 || !findProgram('apt-get')) {
    return undefined;
  }
  return step(
    'Installing Chromium with apt-get',
    'about 1 minute',
    async () => {
      const env = { DEBIAN_FRONTEND: 'noninteractive' };
      await capture('apt-get', ['update'], { env });
      await capture(
        'apt-get',
        ['install', '--yes', '--no-install-recommends', 'chromium'],
        { env },
      );
      return findProgram(...names);
    },
  );
}

async function fromNpm() {
  const folder = await bring('chromium', '@sparticuz/chromium', 'about 20 s');
  const entry = createRequire(join(folder, 'package.json')).resolve(
    '@sparticuz/chromium',
  );
  const { default: chromium } = await import(pathToFileURL(entry));
  return chromium.executablePath();
}
