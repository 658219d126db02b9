import { cp, mkdir, readdir, readFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Failure, knownCause } from './fail.mjs';
import { root } from './paths.mjs';
import { capture } from './run.mjs';
import { step } from './say.mjs';

/** Runs a command and gives its output; a failure shows the end of it. */
export async function succeed(command, args, options) {
  const { code, output } = await capture(command, args, options);
  if (code !== 0) {
    const end = output.slice(-6000);
    throw new Failure(
      [`${command} ${args.join(' ')} failed.`, knownCause(end), end]
        .filter(Boolean)
        .join('\n'),
    );
  }
  return output;
}

/**
 * Builds and packs all packages that are published, in a copy of the checkout, because packing rewrites package.json for a
 * moment. Gives the path of the tarball by name of the package.
 */
export async function packPackages(folder) {
  const checkout = join(folder, 'checkout');
  await step(
    'Copying the checkout and installing it',
    'about 1 minute',
    async () => {
      await copyCheckout(checkout);
      await succeed('yarn', ['install', '--immutable'], { cwd: checkout });
    },
  );
  await step('Building the packages', 'about 30 s', async () => {
    // Only the declarations count here; types are what ./dev check proves.
    await capture('yarn', ['tsc'], { cwd: checkout });
    await succeed('yarn', ['backstage-cli', 'repo', 'build'], {
      cwd: checkout,
    });
  });
  return step('Packing the packages', 'about 30 s', async () => {
    const tarballs = {};
    await mkdir(join(folder, 'tarballs'));
    for (const name of await readdir(join(checkout, 'plugins'))) {
      const cwd = join(checkout, 'plugins', name);
      const manifest = JSON.parse(
        await readFile(join(cwd, 'package.json'), 'utf8'),
      );
      if (manifest.private) {
        continue;
      }
      const tarball = join(folder, 'tarballs', `${name}.tgz`);
      await succeed('yarn', ['pack', '--out', tarball], { cwd });
      await inspect(manifest, cwd, tarball);
      tarballs[manifest.name] = tarball;
    }
    return tarballs;
  });
}

/** What git knows and what it would, without what it ignores. */
async function copyCheckout(folder) {
  const listed = await succeed('git', [
    'ls-files',
    '-z',
    '--cached',
    '--others',
    '--exclude-standard',
  ]);
  for (const file of listed.split('\0')) {
    // Deleted files are still listed.
    if (file && existsSync(join(root, file))) {
      await mkdir(dirname(join(folder, file)), { recursive: true });
      await cp(join(root, file), join(folder, file));
    }
  }
}

/** Everything that the manifest promises is in the tarball, and no test. */
async function inspect(manifest, cwd, tarball) {
  const files = (await succeed('tar', ['-tzf', tarball]))
    .split('\n')
    .map(file => file.replace(/^package\//, ''));
  const packed = JSON.parse(
    await succeed('tar', ['-xzOf', tarball, 'package/package.json']),
  );
  const has = path =>
    files.some(file => file === path || file.startsWith(`${path}/`));
  const entries = Object.values(packed.exports ?? {}).flatMap(entry =>
    typeof entry === 'string' ? [entry] : [entry.default, entry.types],
  );
  const promised = [
    packed.main,
    packed.types,
    packed.configSchema,
    ...entries,
    ...packed.files,
    ...['migrations', 'library'].filter(name => existsSync(join(cwd, name))),
    ...(existsSync(join(cwd, 'config.d.ts')) ? ['config.schema.json'] : []),
    'README.md',
  ].filter(Boolean);
  const missing = promised
    .map(path => path.replace(/^[.]\//, ''))
    .filter(path => !has(path));
  if (missing.length) {
    throw new Failure(
      `The tarball of ${manifest.name} lacks ${missing.join(', ')}.`,
    );
  }
  const stray = files.find(file => /[.]test[.]|__testUtils__/.test(file));
  if (stray) {
    throw new Failure(`The tarball of ${manifest.name} contains ${stray}.`);
  }
  const local = Object.entries(packed.dependencies ?? {}).find(([, range]) =>
    range.startsWith('workspace:'),
  );
  if (local) {
    throw new Failure(
      `The tarball of ${manifest.name} depends on ${local.join('@')}.`,
    );
  }
}
