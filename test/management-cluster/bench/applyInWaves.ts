import { setTimeout as wait } from 'node:timers/promises';
import type { KubernetesObject } from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import { observeApplication } from '../../../plugins/cluster-profiles-backend-module-argocd/src/observe/observeApplication';
import type { ManagementCluster } from '../lab';
import { RUN } from './AddOnFleet';

/**
 * Applies Applications with kubectl as a script would: those of a wave of a cluster once all of the wave before are proven, by the same
 * rule as ours. `clusters` has the waves of each. Gives the seconds until all are proven, and deletes them then.
 */
export async function applyInWaves(
  lab: ManagementCluster,
  clusters: KubernetesObject[][][],
  run: string,
): Promise<number> {
  const at = ['--namespace=argocd', `--selector=${RUN}=${run}`];
  /** Of each cluster, how many waves were applied. */
  const applied = clusters.map(() => 0);
  const since = performance.now();
  for (;;) {
    const { items } = await lab.get<{ items: KubernetesObject[] }>(
      'applications',
      ...at,
    );
    const proven = new Set(items.filter(isProven).map(nameOf));
    const isThrough = clusters.map((waves, index) =>
      waves
        .slice(0, applied[index])
        .flat()
        .every(application => proven.has(nameOf(application))),
    );
    const due: KubernetesObject[] = [];
    clusters.forEach((waves, index) => {
      if (isThrough[index] && applied[index] < waves.length) {
        due.push(...waves[applied[index]]);
        applied[index] += 1;
      }
    });
    if (due.length) {
      await lab.apply(due);
    } else if (isThrough.every(Boolean)) {
      break;
    }
    await wait(500);
  }
  const seconds = (performance.now() - since) / 1000;
  await lab.kubectl('delete', 'applications', ...at, '--timeout=20m');
  return seconds;
}

function isProven(application: KubernetesObject): boolean {
  const { health, drift } = observeApplication(application, new Date());
  return health === 'Healthy' && drift === 'InSync';
}

const nameOf = ({ metadata }: KubernetesObject) => metadata.name;
