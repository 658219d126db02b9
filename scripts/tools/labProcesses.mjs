import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { get as httpGet } from 'node:http';
import { get as httpsGet } from 'node:https';
import { connect } from 'node:net';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Failure } from './fail.mjs';

const READY_WITHIN_MS = 120_000;
/** The parts are written in Go, and on few processors a fifth of what they do would be collecting garbage. */
const FEW_COLLECTIONS = {
  GOGC: '400',
  GOMEMLIMIT: `${Math.round(totalmem() / 10 / 2 ** 20)}MiB`,
};
const ONCE = { timeout: 2000, agent: false };

/** Starts a part in a session of its own, so that it outlives this process. Its log goes on where it ended. */
export function startPart(part, folder) {
  const log = openSync(join(folder, `${part.name}.log`), 'a');
  try {
    const child = spawn(part.command, part.args, {
      cwd: folder,
      env: { ...FEW_COLLECTIONS, ...process.env, ...part.env },
      detached: true,
      stdio: ['ignore', log, log],
    });
    child.unref();
    return child;
  } finally {
    closeSync(log);
  }
}

export async function waitForPart(part, folder) {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (!(await isReady(part))) {
    const ended = !(await isRunning(part)) && !(await isLoading(part));
    if (ended || Date.now() > deadline) {
      throw new Failure(
        `${part.name} ${
          ended ? 'ended' : `is not ready after ${READY_WITHIN_MS / 1000} s`
        }; its log ends with:\n${await logEnd(part, folder)}`,
      );
    }
    await wait(100);
  }
}

/** Its `ready` address answers; without one, something listens on its port. */
export async function isReady(part) {
  if (!(await isRunning(part))) {
    return false;
  }
  if (part.ready) {
    return answers(part);
  }
  return part.port ? listens(part.port) : true;
}

/** Whether the process is still ours: numbers of processes are given again. */
export async function isRunning({ pid, command }) {
  const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return line.split('\0')[0] === command;
}

/** Whether it was started and its program is still being read: it has no command line yet, nor has it ended. */
async function isLoading({ pid }) {
  const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => 'x');
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return line === '' && /^State:\s+[^ZX]/m.test(status);
}

/** Resident memory in MB. */
export async function memoryOf({ pid }) {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
}

/** Ends processes at once, as their data is thrown away or a crash is wanted. */
export async function killParts(parts) {
  for (const part of parts) {
    if (await isRunning(part)) {
      process.kill(part.pid, 'SIGKILL');
    }
  }
  for (const part of parts) {
    while (await isRunning(part)) {
      await wait(20);
    }
  }
}

async function logEnd({ name }, folder) {
  const log = await readFile(join(folder, `${name}.log`), 'utf8');
  return log.split('\n').slice(-20).join('\n');
}

async function answers({ ready: url, caFile }) {
  const get = url.startsWith('https') ? httpsGet : httpGet;
  const options = { ca: caFile && (await readFile(caFile)), ...ONCE };
  return new Promise(resolve => {
    const request = get(url, options, response => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => resolve(false));
  });
}

function listens(port) {
  return new Promise(resolve => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}
