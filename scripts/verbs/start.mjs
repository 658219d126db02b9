import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { buildFrontend } from '../tools/buildFrontend.mjs';
import { Failure } from '../tools/fail.mjs';
import { install } from '../tools/install.mjs';
import { configOnLab } from '../tools/configOnLab.mjs';
import { downLab, upLab } from '../tools/lab.mjs';
import { root } from '../tools/paths.mjs';
import { isFree } from '../tools/ports.mjs';
import { atEnd } from '../tools/run.mjs';
import { say, sinceStart, step } from '../tools/say.mjs';
import { startPortal } from '../tools/startPortal.mjs';

export const summary =
  'Runs the example portal on one port, until Ctrl-C. --fresh begins with an empty database; --lab makes real clusters with Cluster API, in the lab; --addons brings layers onto them, and onto one of others, with Argo CD.';
export const usage =
  'start [--port 7007] [--host 127.0.0.1] [--data .data] [--fresh] [--lab [--addons]]';

export async function run(args) {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: 'string', default: '7007' },
      host: { type: 'string', default: '127.0.0.1' },
      data: { type: 'string' },
      fresh: { type: 'boolean', default: false },
      lab: { type: 'boolean', default: false },
      addons: { type: 'boolean', default: false },
    },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new Failure(`--port takes a number from 1 to 65535.`);
  }
  if (!(await isFree(port, values.host))) {
    throw new Failure(
      `Port ${port} is taken: stop what listens there, or choose another with --port.`,
    );
  }
  if (values.addons && !values.lab) {
    throw new Failure('--addons goes with --lab.');
  }
  const lab = values.lab ? await bringLab(values) : undefined;
  // What the portal knows of the lab goes with the lab.
  const data = resolve(values.data ?? join(lab?.folder ?? root, '.data'));
  const lock = await claimFolder(data);
  try {
    await install();
    await buildFrontend();
    if (values.fresh) {
      await rm(join(data, 'database'), { recursive: true, force: true });
    }
    const portal = await step('Starting the portal', 'about 10 s', () =>
      startPortal({
        port,
        host: values.host,
        data,
        ...(lab && configOnLab(lab, values)),
      }),
    );
    say(`
  The portal is ready after ${sinceStart()}: ${portal.url}

  1. Choose Alice, a developer of the team Checkout.
  2. Create > Request a cluster: development ${
    lab ? 'takes a minute' : 'is ready at once'
  }, production waits for an approval.
  3. Open a second tab as Paula of the platform team, and approve it under Changes.

  The first start publishes the example profiles; they are there within half a minute.

  Data: ${data}   Log: ${portal.logFile}   Stop: Ctrl-C
`);
    const { code } = await portal.child.ended;
    if (code) {
      throw new Failure(`The portal ended by itself; see ${portal.logFile}.`);
    }
  } finally {
    await rm(lock, { force: true });
  }
}

/** A lab that is started for the portal ends with it. */
async function bringLab({ addons: addOns }) {
  await install();
  const { lab, started } = await upLab('lab', { addOns });
  if (started) {
    atEnd(() => downLab('lab'));
  }
  return lab;
}

/** SQLite files belong to one portal at a time. */
async function claimFolder(data) {
  await mkdir(data, { recursive: true }).catch(() => {
    throw new Failure(
      `Can not write to ${data}: choose another folder with --data.`,
    );
  });
  const lock = join(data, 'portal.pid');
  const pid = Number(await readFile(lock, 'utf8').catch(() => 0));
  if (pid && isAlive(pid)) {
    throw new Failure(
      `A portal already runs on ${data} (process ${pid}): stop it, or choose another folder with --data.`,
    );
  }
  await writeFile(lock, String(process.pid));
  return lock;
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
