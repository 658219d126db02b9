import { createWriteStream } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parse, stringify } from 'yaml';
import { succeed } from './adopterPackages.mjs';
import { Failure } from './fail.mjs';
import { root } from './paths.mjs';
import { start, stop } from './run.mjs';

/** Makes portals of the release that backstage.json names. */
const CREATE_APP = '@backstage/create-app@0.9.2';
const READY_WITHIN_MS = 180_000;

const readJson = async file => JSON.parse(await readFile(file, 'utf8'));

/** A fresh portal, nothing installed yet. */
export async function createPortal(portal) {
  const person = { NAME: 'Adopter', EMAIL: 'adopter@example.com' };
  await succeed(
    'npx',
    ['--yes', CREATE_APP, '--skip-install', '--path', portal],
    {
      env: {
        BACKSTAGE_APP_NAME: 'portal',
        GIT_AUTHOR_NAME: person.NAME,
        GIT_AUTHOR_EMAIL: person.EMAIL,
        GIT_COMMITTER_NAME: person.NAME,
        GIT_COMMITTER_EMAIL: person.EMAIL,
      },
    },
  );
  const { version } = await readJson(join(portal, 'backstage.json'));
  const expected = (await readJson(join(root, 'backstage.json'))).version;
  if (version !== expected) {
    throw new Failure(
      `${CREATE_APP} makes a portal of Backstage ${version}, and this checkout is on ${expected}: change CREATE_APP in scripts/tools/adopterPortal.mjs.`,
    );
  }
}

/**
 * Lets the same Yarn install as in this checkout (no native builds), and take our packages from their tarballs, because
 * no registry has them.
 */
export async function prepareInstall(portal, tarballs) {
  const ours = parse(await readFile(join(root, '.yarnrc.yml'), 'utf8'));
  const rcFile = join(portal, '.yarnrc.yml');
  const { yarnPath, ...theirs } = parse(await readFile(rcFile, 'utf8'));
  await writeFile(rcFile, stringify({ ...theirs, ...ours }));

  const { resolutions, dependenciesMeta } = await readJson(
    join(root, 'package.json'),
  );
  const file = join(portal, 'package.json');
  const { packageManager, ...manifest } = await readJson(file);
  manifest.dependenciesMeta = dependenciesMeta;
  manifest.resolutions = {
    ...manifest.resolutions,
    'better-sqlite3': resolutions['better-sqlite3'],
    ...Object.fromEntries(
      Object.entries(tarballs).map(([name, tarball]) => [
        name,
        `file:${tarball}`,
      ]),
    ),
  };
  await writeFile(file, `${JSON.stringify(manifest, null, 2)}\n`);
}

/** Runs a command of the page; our packages come from their tarballs. */
export async function runCommand(portal, line, { tarballs = {}, env } = {}) {
  const command = line
    .split(' ')
    .map(word => (tarballs[word] ? `${word}@file:${tarballs[word]}` : word))
    .join(' ');
  return succeed('sh', ['-c', command], { cwd: portal, env });
}

/** Starts the backend, which serves the built frontend too, and waits until a guest can sign in. */
export async function startAdopterPortal(portal, { port, logFile }) {
  const url = `http://localhost:${port}`;
  const child = start(
    process.execPath,
    [
      '--require',
      '@backstage/cli/config/nodeTransform.cjs',
      'src/index.ts',
      '--config',
      '../../app-config.yaml',
      '--config',
      '../../app-config.local.yaml',
    ],
    {
      cwd: join(portal, 'packages/backend'),
      env: {
        // Guests sign in in development only.
        NODE_ENV: 'development',
        APP_CONFIG_app_baseUrl: JSON.stringify(url),
        APP_CONFIG_backend_baseUrl: JSON.stringify(url),
        APP_CONFIG_backend_listen_port: JSON.stringify(port),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const log = createWriteStream(logFile);
  child.stdout.pipe(log);
  child.stderr.pipe(log, { end: false });

  let ended = false;
  child.ended.then(() => (ended = true));
  const deadline = Date.now() + READY_WITHIN_MS;
  while (!(await signIn(url).catch(() => undefined))) {
    if (ended || Date.now() > deadline) {
      await stop(child);
      throw new Failure(
        `The portal ${
          ended ? 'ended while it started' : 'is not ready after 3 minutes'
        }; its log ends with:\n${await logEnd(logFile)}`,
      );
    }
    await wait(500);
  }
  return { url, stop: () => stop(child) };
}

/** A guest's token. */
export async function signIn(url) {
  const ready = await fetch(`${url}/.backstage/health/v1/readiness`);
  const answer = await fetch(`${url}/api/auth/guest/refresh`, {
    method: 'POST',
  });
  return ready.ok && answer.ok
    ? (await answer.json()).backstageIdentity.token
    : undefined;
}

/** What the log of the portal says last, without requests. */
export async function logEnd(file) {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text
    .trim()
    .split('\n')
    .filter(line => !line.includes('incomingRequest'))
    .slice(-40)
    .join('\n');
}
