import { isReady, isRunning, memoryOf } from './labProcesses.mjs';

/** What of the lab runs now; the parts with their commands stay in its file. */
export async function labStatus(lab) {
  if (!lab) {
    return { ready: false, parts: [] };
  }
  const { starter, programs, parts, addOns, ...rest } = lab;
  const states = await Promise.all(
    parts.map(async part => ({
      name: part.name,
      pid: part.pid,
      state: await stateOf(part),
      megabytes: await memoryOf(part),
    })),
  );
  return {
    ...rest,
    addOns: addOns && { ...addOns, programs: undefined },
    ready: lab.ready && states.every(({ state }) => state === 'ready'),
    parts: states,
  };
}

async function stateOf(part) {
  if (!(await isRunning(part))) {
    return 'ended';
  }
  return (await isReady(part)) ? 'ready' : 'not ready';
}

/** Lines for a person. */
export function describe({ ready, folder, url, kubeconfig, parts, addOns }) {
  if (!folder) {
    return ['There is no lab: ./dev lab up'];
  }
  return [
    ...parts.map(
      ({ name, pid, state, megabytes }) =>
        `${state.padEnd(10)} ${name.padEnd(32)} process ${String(pid).padEnd(8)} ${
          megabytes
        } MB`,
    ),
    '',
    `The lab is ${ready ? 'ready' : 'not ready'}: ${url}`,
    `Kubeconfig of the portal: ${kubeconfig ?? 'not yet'}`,
    `Logs: ${folder}/*.log`,
    ...(addOns ? [describeAddOns(addOns)] : []),
  ];
}

export const describeAddOns = ({ workload, charts, argocd }) => `
  Workload cluster:  export KUBECONFIG=${workload.kubeconfig}
  Helm repository:   ${charts.httpUrl}
  OCI registry:      ${charts.ociUrl}
  Argo CD:           ${argocd.url}
  Its reader's token: ${argocd.tokenFile}
`;
