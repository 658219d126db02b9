import { spawn } from 'node:child_process';
import { root } from './paths.mjs';

const running = new Set();
const lastActions = new Set();

/** Starts a process that ends with this one at the latest. */
export function start(command, args, options = {}) {
  const child = spawn(command, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    ...options,
    env: { ...process.env, ...options.env },
  });
  running.add(child);
  child.ended = new Promise(resolve => {
    child.once('error', error => {
      running.delete(child);
      resolve({ code: 127, error });
    });
    child.once('exit', (code, signal) => {
      running.delete(child);
      resolve({ code: code ?? 128, signal });
    });
  });
  return child;
}

export async function stop(child, signal = 'SIGTERM') {
  if (!running.has(child)) {
    return;
  }
  child.kill(signal);
  const late = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await child.ended;
  clearTimeout(late);
}

/** Has something done at the end of this process, after its children, also when it is interrupted. */
export function atEnd(action) {
  lastActions.add(action);
}

export async function stopAll() {
  await Promise.all([...running].map(child => stop(child)));
  for (const action of lastActions) {
    lastActions.delete(action);
    await action();
  }
}

/** Runs to the end, without its output on the terminal. */
export async function capture(command, args, options = {}) {
  const child = start(command, args, {
    ...options,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', data => (output += data));
  child.stderr.on('data', data => (output += data));
  const { code, error } = await child.ended;
  return { code, output: error ? String(error) : output };
}

/** Runs to the end with its output on the terminal. */
export async function show(command, args, options = {}) {
  return (await start(command, args, options).ended).code;
}
