import { createWriteStream } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Failure } from './fail.mjs';
import { root } from './paths.mjs';
import { start, stop } from './run.mjs';

const READY_WITHIN_MS = 120_000;
const FIRST_USER = 'user:default/alice';

/**
 * Starts the example portal, with the frontend as built, and waits until it answers.
 * `settings` are configuration keys, such as `clusterProfiles.simulator.secondsPerStep`; `configs` are files of the checkout
 * with more of it, and `env` is what they refer to.
 */
export async function startPortal({
  port,
  data,
  host = '127.0.0.1',
  settings = {},
  configs = [],
  env: given = {},
}) {
  const url = `http://${
    ['127.0.0.1', '0.0.0.0', '::'].includes(host) ? 'localhost' : host
  }:${port}`;
  const database = resolve(data, 'database');
  const logFile = join(data, 'portal.log');
  await mkdir(database, { recursive: true });

  const env = { NODE_ENV: process.env.NODE_ENV ?? 'development', ...given };
  const values = {
    'app.baseUrl': url,
    'backend.baseUrl': url,
    'backend.listen.host': host,
    'backend.listen.port': port,
    'backend.database.connection.directory': database,
    ...settings,
  };
  for (const [key, value] of Object.entries(values)) {
    env[`APP_CONFIG_${key.replaceAll('.', '_')}`] = JSON.stringify(value);
  }

  const child = start(
    process.execPath,
    [
      '--enable-source-maps',
      '--require',
      '@backstage/cli/config/nodeTransform.cjs',
      'src/index.ts',
      ...[
        'app-config.yaml',
        'examples/app-config.examples.yaml',
        ...configs,
      ].flatMap(file => ['--config', join(root, file)]),
    ],
    {
      cwd: join(root, 'packages/backend'),
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const log = createWriteStream(logFile);
  child.stdout.pipe(log);
  child.stderr.pipe(log, { end: false });

  let ended;
  child.ended.then(end => (ended = end));
  const deadline = Date.now() + READY_WITHIN_MS;
  while (!(await isReady(url))) {
    if (ended || Date.now() > deadline) {
      await stop(child);
      throw new Failure(
        `The portal ${
          ended ? 'ended while it started' : 'is not ready after 2 minutes'
        }; the log is ${logFile}, and it ends with:\n${await lastErrors(
          logFile,
        )}`,
      );
    }
    await wait(200);
  }
  return { url, logFile, child, stop: () => stop(child) };
}

/** It answers, and the catalog knows who may sign in. */
async function isReady(url) {
  const answers = path => fetch(`${url}${path}`).then(response => response.ok);
  try {
    return (
      (await answers('/.backstage/health/v1/readiness')) &&
      (await answers(`/api/auth/examples/refresh?user=${FIRST_USER}`))
    );
  } catch {
    return false;
  }
}

async function lastErrors(file) {
  const lines = (await readFile(file, 'utf8')).trim().split('\n');
  const quiet = lines.filter(line => !line.includes('incomingRequest'));
  return quiet.slice(-30).join('\n');
}
