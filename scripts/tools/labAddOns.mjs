import { startArgoCd } from './labArgoCd.mjs';
import { startCharts } from './labCharts.mjs';
import { kubectlOf } from './labObjects.mjs';
import { killParts } from './labProcesses.mjs';
import { saveLab } from './labState.mjs';
import { startWorkload } from './labWorkload.mjs';
import { atEnd } from './run.mjs';

/** Starts what add-ons need on a lab that runs. Half of it is worse than none, so the lab ends with it. */
export async function startAddOns(lab, { programs, sources }) {
  Object.assign(lab, {
    ready: false,
    starter: { pid: process.pid, command: process.argv0 },
  });
  saveLab(lab);
  atEnd(() => (lab.ready ? undefined : killParts(lab.parts)));

  const tools = { programs: { ...lab.programs, ...programs }, sources };
  const workload = await startWorkload(lab, tools);
  // What `credentials` of the example portal's target name: machines in memory can run nothing.
  await kubectlOf(lab)(
    'create',
    'secret',
    'generic',
    'workload-delivery',
    '--namespace=lab-dev',
    `--from-file=value=${workload.kubeconfig}`,
  );
  const charts = await startCharts(lab, tools);
  const argocd = await startArgoCd(lab, tools);
  lab.addOns = { programs, workload, charts, argocd };
  lab.ready = true;
  saveLab(lab);
}
