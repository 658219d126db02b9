import type {
  Finding,
  MachineReplacement,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { readLiveBundle } from '../classes/readLiveBundle';
import type { ClassBundle } from '../classes/types';
import type { KubernetesObject, ReadClient } from '../kubernetes';
import type { LiveCluster, LiveMachine } from '../observe/clusterObjects';
import { listOwned } from '../observe/gatherObjects';
import { poolOf } from '../observe/observeMachines';
import { checkPoolKinds } from '../preview/checkAdoption';
import { checkRebase } from '../preview/checkRebase';
import { predictReplacements } from '../preview/predictReplacements';

/** Which machines of a live Cluster a write replaces, and what Cluster API refuses about its class. */
export async function previewMachines(options: {
  reader: ReadClient;
  live: KubernetesObject;
  /** As a dry run returned it; else as it would be sent. */
  result: KubernetesObject;
  /** The class that it moves to, as the server keeps it. */
  bundle: ClassBundle;
  /** The Cluster was made by others. */
  adopts: boolean;
  signal?: AbortSignal;
}): Promise<{ machinesReplaced: MachineReplacement[]; findings: Finding[] }> {
  const { reader, live, result, bundle, adopts, signal } = options;
  const { topology } = (live as unknown as LiveCluster).spec ?? {};
  const { name = '', namespace = live.metadata.namespace ?? '' } =
    topology?.classRef ?? {};
  const before = await readLiveBundle({
    reader,
    namespace,
    className: name,
    signal,
  });
  if (!before) {
    return {
      machinesReplaced: everyMachine(
        live,
        await countAutoscaled(options),
        `class ${name} is gone`,
      ),
      findings: [
        {
          severity: adopts ? 'block' : 'warn',
          code: 'class-gone',
          message: `ClusterClass ${namespace}/${name}, which the cluster runs on, or one of its templates is gone: every machine counts as replaced.`,
          remedy: adopts
            ? 'Have them brought back: what is not known cannot be compared.'
            : 'Publish the profile version that it comes from again.',
        },
      ],
    };
  }
  const { workers } = (result as unknown as LiveCluster).spec?.topology ?? {};
  return {
    machinesReplaced: predictReplacements({
      before: { bundle: before, cluster: live },
      after: { bundle, cluster: result },
      machines: await countAutoscaled(options),
    }),
    findings: [
      ...checkRebase({
        before,
        after: bundle,
        pools: workers?.machineDeployments ?? [],
      }),
      ...(adopts
        ? checkPoolKinds({ before, after: bundle, live, result })
        : []),
    ],
  };
}

/** Where the autoscaler decides on the number of machines, only they tell it. */
async function countAutoscaled(options: {
  reader: ReadClient;
  live: KubernetesObject;
  signal?: AbortSignal;
}): Promise<Record<string, number>> {
  const { reader, live, signal } = options;
  const { workers } = (live as unknown as LiveCluster).spec?.topology ?? {};
  const pools = (workers?.machineDeployments ?? []).filter(
    ({ replicas }) => replicas === undefined,
  );
  if (pools.length === 0) {
    return {};
  }
  const machines = await listOwned<LiveMachine>('Machine', {
    reader,
    cluster: live,
    signal,
  });
  return Object.fromEntries(
    pools.map(({ name }) => [
      name,
      machines.filter(machine => poolOf(machine) === name).length,
    ]),
  );
}

function everyMachine(
  live: KubernetesObject,
  counted: Record<string, number>,
  reason: string,
): MachineReplacement[] {
  const { controlPlane, workers } =
    (live as unknown as LiveCluster).spec?.topology ?? {};
  return [
    { name: 'controlPlane', replicas: controlPlane?.replicas },
    ...(workers?.machineDeployments ?? []),
  ]
    .map(({ name, replicas = counted[name] ?? 0 }) => ({
      pool: name,
      count: replicas,
      reason,
    }))
    .filter(({ count }) => count > 0);
}
