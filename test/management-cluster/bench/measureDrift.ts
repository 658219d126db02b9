import { setTimeout as wait } from 'node:timers/promises';
import type { AddOnFleet } from './AddOnFleet';

const PATIENCE_MS = 180_000;

/** Milliseconds after an edit on a cluster. */
export interface DriftShown {
  /** Argo CD says OutOfSync. */
  noticed: number;
  /** Our API says Drifted. */
  shown: number;
}

/** Has somebody scale a Deployment of each cluster, one after the other, and waits until it is shown. */
export async function measureDrift(fleet: AddOnFleet): Promise<DriftShown[]> {
  const results: DriftShown[] = [];
  for (const cluster of fleet.clusters) {
    results.push(await measure(fleet, cluster));
  }
  return results;
}

async function measure(
  { portal, layer }: AddOnFleet,
  cluster: string,
): Promise<DriftShown> {
  const name = layer(cluster, 'autoscaler');
  const scale = (replicas: number) =>
    portal.workload.kubectl(
      'scale',
      `deployment/${portal.named(name)}`,
      `--namespace=${portal.named(name)}`,
      `--replicas=${replicas}`,
    );
  const [application] = (await portal.applications(cluster)).filter(it =>
    it.includes(portal.named(name)),
  );
  const isOutOfSync = async () =>
    (await portal.lab.kubectl(
      'get',
      application,
      '--namespace=argocd',
      '--output=jsonpath={.status.sync.status}',
    )) === 'OutOfSync';
  const isShown = async () =>
    (await portal.layer(cluster, name))?.observed?.drift === 'Drifted';

  await scale(2);
  const since = performance.now();
  const [noticed, shown] = await Promise.all([
    timeUntil(isOutOfSync, since),
    timeUntil(isShown, since),
  ]);
  await scale(1);
  await timeUntil(async () => !(await isOutOfSync()), since);
  return { noticed, shown };
}

async function timeUntil(
  isSo: () => Promise<boolean>,
  since: number,
): Promise<number> {
  while (!(await isSo())) {
    if (performance.now() - since > PATIENCE_MS) {
      throw new Error('Drift was not shown in time');
    }
    await wait(50);
  }
  return performance.now() - since;
}
