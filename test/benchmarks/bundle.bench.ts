import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import type { Benchmark } from './Benchmark';

const root = join(__dirname, '../..');
const app = join(root, 'packages/app');
const PLUGIN = '@cluster-profiles/plugin-cluster-profiles';

/**
 * Kilobytes, compressed with gzip, that the plugin adds to what a portal loads first: the scripts and styles that the
 * built index.html names, with the plugin and without it. Baseline: the portal without.
 */
export const run: Benchmark = async ({ report }) => {
  const bare = await firstLoad(async folder => {
    const main = join(folder, 'src/App.tsx');
    const lines = (await readFile(main, 'utf8')).split('\n');
    const without = lines.filter(
      line => !/clusterProfilesPlugin|navModule/.test(line),
    );
    if (lines.length - without.length !== 4) {
      throw new Error(`The app does not name the plugin as it did: ${main}`);
    }
    await writeFile(main, without.join('\n'));
    await rm(join(folder, 'src/nav'), { recursive: true });
  });
  const withPlugin = await firstLoad(async folder => {
    const main = join(folder, 'src/App.tsx');
    const text = await readFile(main, 'utf8');
    // The sidebar is the example portal's.
    await writeFile(main, text.replaceAll(/^.*navModule.*\n/gm, ''));
    await rm(join(folder, 'src/nav'), { recursive: true });
    if (!text.includes(PLUGIN)) {
      throw new Error(`The app does not import ${PLUGIN}`);
    }
  });
  report({
    name: 'bundle/added-to-first-load',
    value: withPlugin - bare,
    unit: 'kB',
    baseline: bare,
  });
};

/** Builds a copy of the portal's frontend; kilobytes of what its index.html loads. */
async function firstLoad(
  change: (folder: string) => Promise<void>,
): Promise<number> {
  // Below the app, where its packages are found, and no workspace of its own.
  const folder = await mkdtemp(join(app, 'bench-'));
  try {
    for (const part of ['src', 'public', 'package.json', 'config.d.ts']) {
      await cp(join(app, part), join(folder, part), {
        recursive: true,
      });
    }
    await change(folder);
    await promisify(execFile)(
      join(root, 'node_modules/.bin/backstage-cli'),
      ['package', 'build'],
      { cwd: folder, maxBuffer: 64 * 1024 * 1024 },
    );
    const html = await readFile(join(folder, 'dist/index.html'), 'utf8');
    const files = [
      ...html.matchAll(/(?:src|href)="\/(static\/[^"]+\.(?:js|css))"/g),
    ].map(([, file]) => file);
    if (files.length === 0) {
      throw new Error('The built index.html loads nothing');
    }
    let bytes = 0;
    for (const file of files) {
      bytes += gzipSync(await readFile(join(folder, 'dist', file))).length;
    }
    return bytes / 1000;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
