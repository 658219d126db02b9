import { readFile } from 'node:fs/promises';
import { isReady, isRunning, memoryOf } from './labProcesses.mjs';

/** What of the lab runs now; the parts with their commands stay in its file. */
export async function labStatus(lab) {
  if (!lab) {
    return { ready: false, parts: [] };
  }
  const { starter, programs, parts, ...rest } = lab;
  const ca = await readFile(lab.caFile).catch(() => undefined);
  const states = await Promise.all(
    parts.map(async part => ({
      name: part.name,
      pid: part.pid,
      state: await stateOf(part, ca),
      megabytes: await memoryOf(part),
    })),
  );
  return {
    ...rest,
    ready: lab.ready && states.every(({ state }) => state === 'ready'),
    parts: states,
  };
}

async function stateOf(part, ca) {
  if (!(await isRunning(part))) {
    return 'ended';
  }
  return (await isReady(part, ca)) ? 'ready' : 'not ready';
}

/** Lines for a person. */
export function describe({ ready, folder, url, kubeconfig, parts }) {
  if (!folder) {
    return ['There is no lab: ./dev lab up'];
  }
  return [
    ...parts.map(
      ({ name, pid, state, megabytes }) =>
        `${state.padEnd(10)} ${name.padEnd(24)} process ${String(pid).padEnd(8)} ${
          megabytes
        } MB`,
    ),
    '',
    `The lab is ${ready ? 'ready' : 'not ready'}: ${url}`,
    `Kubeconfig of the portal: ${kubeconfig ?? 'not yet'}`,
    `Logs: ${folder}/*.log`,
  ];
}
