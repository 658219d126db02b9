import { setTimeout as wait } from 'node:timers/promises';
import type { KubernetesObject } from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import { observeApplication } from '../../../plugins/cluster-profiles-backend-module-argocd/src/observe/observeApplication';
import type { ManagementCluster } from '../lab';
import { RUN } from './AddOnFleet';
import type { Applications } from './applicationsOf';

/**
 * Applies Applications with kubectl as a script would: those of a wave of a cluster once all of the wave before are proven, by the same
 * rule as ours. `clusters` has the waves of each. Gives the seconds until all are proven. They stay.
 */
export async function applyInWaves(options: {
  lab: ManagementCluster;
  applications: Applications;
  clusters: KubernetesObject[][][];
  run: string;
}): Promise<number> {
  const { lab, applications, clusters, run } = options;
  /** Of each cluster, how many waves were applied. */
  const applied = clusters.map(() => 0);
  const since = performance.now();
  for (;;) {
    const items = await applications.list(`${RUN}=${run}`);
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
  return (performance.now() - since) / 1000;
}

function isProven(application: KubernetesObject): boolean {
  const { health, drift } = observeApplication(application, new Date());
  return health === 'Healthy' && drift === 'InSync';
}

const nameOf = ({ metadata }: KubernetesObject) => metadata.name;
