import { setTimeout as wait } from 'node:timers/promises';
import {
  textAt,
  type KubernetesObject,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import type { AddOnFleet } from './AddOnFleet';
import type { Applications } from './applicationsOf';

const PATIENCE_MS = 180_000;
/** So many say something about the slowest of twenty. */
const LEAST = 20;

/** Milliseconds of one drift. */
export interface DriftTimes {
  /** From the edit until Argo CD says OutOfSync. */
  noticed: number;
  /** From the edit until our API says Drifted. */
  shown: number;
  /** From asking our API for a correction until Argo CD is told to sync. */
  corrected: number;
}

/** Has somebody scale a Deployment of each cluster, one after the other, until it is shown, and has it corrected. */
export async function measureDrift(
  fleet: AddOnFleet,
  applications: Applications,
): Promise<DriftTimes[]> {
  const results: DriftTimes[] = [];
  while (results.length < LEAST) {
    for (const cluster of fleet.clusters) {
      results.push(await measure(fleet, { cluster, applications }));
    }
  }
  return results;
}

/** The same once on each cluster with a layer that is corrected by itself: milliseconds from OutOfSync until Argo CD is told to sync. */
export async function measureCorrections(
  fleet: AddOnFleet,
  applications: Applications,
): Promise<number[]> {
  const results: number[] = [];
  for (const cluster of fleet.clusters) {
    const watched = await watchLayer(fleet, {
      cluster,
      layer: fleet.layer(cluster, 'inner'),
      applications,
    });
    const since = performance.now();
    await watched.scale(5);
    const [noticed, told] = await Promise.all([
      timeUntil(watched.isOutOfSync, since),
      timeUntil(watched.isTold, since),
    ]);
    // Between two looks it may be told before it was seen.
    results.push(Math.max(1, told - noticed));
    await timeUntil(watched.isProven, since);
  }
  return results;
}

async function measure(
  fleet: AddOnFleet,
  options: { cluster: string; applications: Applications },
): Promise<DriftTimes> {
  const { portal } = fleet;
  const { cluster } = options;
  const layer = fleet.layer(cluster, 'autoscaler');
  const watched = await watchLayer(fleet, { ...options, layer });
  const isShown = (drift: string) => async () =>
    (await portal.layer(cluster, layer))?.observed?.drift === drift;

  await watched.scale(2);
  const since = performance.now();
  const [noticed, shown] = await Promise.all([
    timeUntil(watched.isOutOfSync, since),
    timeUntil(isShown('Drifted'), since),
  ]);
  const asked = performance.now();
  const { status, text } = await portal.world.as('alice')(
    'post',
    `/clusters/${portal.named(cluster)}/drift/correct`,
    { layer: portal.named(layer) },
  );
  if (status !== 202) {
    throw new Error(text);
  }
  const corrected = await timeUntil(watched.isTold, asked);
  await timeUntil(isShown('InSync'), asked);
  return { noticed, shown, corrected };
}

/** The Application of a layer, from now on. */
async function watchLayer(
  { portal }: AddOnFleet,
  options: { cluster: string; layer: string; applications: Applications },
) {
  const { cluster, layer, applications } = options;
  const named = portal.named(layer);
  const [found] = await applications.list(
    `clusterprofiles.io/cluster=${portal.named(cluster)},clusterprofiles.io/layer=${named}`,
  );
  const look = async () => (await applications.get(found.metadata.name))!;
  const before = startedAt(await look());
  return {
    scale: (replicas: number) =>
      portal.workload.kubectl(
        'scale',
        `deployment/${named}`,
        `--namespace=${named}`,
        `--replicas=${replicas}`,
      ),
    isOutOfSync: async () => syncOf(await look()) === 'OutOfSync',
    isTold: async () => {
      const live = await look();
      return live.operation !== undefined || startedAt(live) !== before;
    },
    isProven: async () =>
      (await portal.layer(cluster, layer))?.observed?.drift === 'InSync' &&
      startedAt(await look()) !== before,
  };
}

const startedAt = (live: KubernetesObject) =>
  textAt(live, ['status', 'operationState', 'startedAt']);
const syncOf = (live: KubernetesObject) =>
  textAt(live, ['status', 'sync', 'status']);

async function timeUntil(
  isSo: () => Promise<boolean>,
  since: number,
): Promise<number> {
  while (!(await isSo())) {
    if (performance.now() - since > PATIENCE_MS) {
      throw new Error('Drift was not shown or corrected in time');
    }
    await wait(50);
  }
  return performance.now() - since;
}
