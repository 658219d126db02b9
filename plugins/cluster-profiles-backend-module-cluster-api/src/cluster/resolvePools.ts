import {
  jsonPointer,
  type DesiredState,
  type Finding,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { objectsAt, textAt } from '../classes/jsonValues';
import type { ClassBundle } from '../classes/types';
import type { ClusterApiEntry, ClusterPool } from './types';

const POOLS = '/providers/cluster-api/pools';

/** Which worker class each pool uses; sorted by name. */
export function resolvePools(options: {
  desired: Pick<DesiredState, 'nodePools'>;
  entry: ClusterApiEntry;
  bundle: Pick<ClassBundle, 'clusterClass'>;
}): { pools: ClusterPool[]; findings: Finding[] } {
  const { entry, bundle } = options;
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
  for (const { name, replicas } of workers) {
    const settings = Object.hasOwn(entry.pools, name) ? entry.pools[name] : {};
    const chosen =
      settings.class ?? (classes.length === 1 ? classes[0] : undefined);
    if (chosen !== undefined && classes.includes(chosen)) {
      pools.push({ ...settings, name, class: chosen, replicas });
    } else {
      const known = classes.map(worker => `"${worker}"`).join(', ') || 'none';
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
