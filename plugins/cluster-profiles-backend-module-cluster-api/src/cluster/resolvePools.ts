import {
  jsonPointer,
  type DesiredState,
  type DesiredWorkerPool,
  type Finding,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  objectsAt,
  textAt,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import type { ClassBundle } from '../classes/types';
import type { ClusterApiEntry, ClusterPool } from './types';

const POOLS = '/providers/cluster-api/pools';

/** Which worker class each pool uses; sorted by name. */
export function resolvePools(options: {
  desired: Pick<DesiredState, 'nodePools'>;
  entry: ClusterApiEntry;
  bundle: Pick<ClassBundle, 'clusterClass'>;
  /** Machines that pools are to have now, of those that are there already. */
  poolSizes?: Record<string, number>;
}): { pools: ClusterPool[]; findings: Finding[] } {
  const { entry, bundle, poolSizes = {} } = options;
  const { workers } = options.desired.nodePools;
  const classes = workerClasses(bundle);
  const findings: Finding[] = Object.keys(entry.pools)
    .filter(name => workers.every(worker => worker.name !== name))
    .map(name => ({
      severity: 'warn',
      code: 'pool-unknown',
      message: `The profile has settings for a pool "${name}", which the cluster does not have.`,
      path: jsonPointer(POOLS, name),
      remedy: 'Correct the name, or add the pool.',
    }));
  const pools: ClusterPool[] = [];
  for (const worker of workers) {
    const { name } = worker;
    const settings = Object.hasOwn(entry.pools, name) ? entry.pools[name] : {};
    const chosen =
      settings.class ?? (classes.length === 1 ? classes[0] : undefined);
    if (chosen !== undefined && classes.includes(chosen)) {
      const size = Object.hasOwn(poolSizes, name) ? poolSizes[name] : undefined;
      pools.push({
        ...settings,
        name,
        class: chosen,
        ...sizeOf(worker, size),
      });
    } else {
      const known = classes.map(it => `"${it}"`).join(', ') || 'none';
      findings.push({
        severity: 'block',
        code: 'pool-class-unknown',
        message:
          chosen === undefined
            ? `Pool "${name}" does not say which worker class it uses; the class has ${known}.`
            : `Pool "${name}" uses worker class "${chosen}", but the class has ${known}.`,
        path: jsonPointer(POOLS, name),
        remedy:
          'Name one of the worker classes below providers.cluster-api.pools.',
      });
    }
  }
  return { pools: pools.sort((a, b) => (a.name < b.name ? -1 : 1)), findings };
}

/**
 * An autoscaler owns the number of machines where it decides, and Cluster API takes either a range or a number. A number is written
 * only to start a pool, and to bring one into a range that has moved; once it is there the range takes its place.
 */
function sizeOf(
  { replicas, min, max }: DesiredWorkerPool,
  size: number | undefined,
): Pick<ClusterPool, 'replicas' | 'min' | 'max'> {
  if (min === undefined || max === undefined) {
    return { replicas };
  }
  const wanted = Math.min(Math.max(size ?? replicas, min), max);
  // Without a number Cluster API itself starts a pool with the least.
  return wanted === (size ?? min) ? { min, max } : { replicas: wanted };
}

/** Names of the worker classes that make MachineDeployments. */
export function workerClasses(
  bundle: Pick<ClassBundle, 'clusterClass'>,
): string[] {
  return objectsAt(bundle.clusterClass, [
    'spec',
    'workers',
    'machineDeployments',
  ]).map(worker => textAt(worker, ['class']));
}
