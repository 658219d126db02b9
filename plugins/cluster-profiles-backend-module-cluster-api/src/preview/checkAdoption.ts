import type {
  Finding,
  ObjectDifference,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  memberAt,
  objectsAt,
  textAt,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import type { ClassBundle } from '../classes/types';
import type { KubernetesObject } from '../kubernetes';
import { compareKinds } from './checkRebase';
import { findGitOpsManager } from './findGitOpsManager';
import { objectName } from './objectName';

const POOLS = ['spec', 'topology', 'workers', 'machineDeployments'];

/** What keeps a Cluster that others made from becoming ours, before anything is asked about it. */
export function checkAdoption(live: KubernetesObject): Finding[] {
  const what = objectName(live);
  const manager = findGitOpsManager(live);
  const findings: Finding[] = [];
  if (memberAt(live, ['spec', 'topology']) === undefined) {
    findings.push({
      severity: 'block',
      code: 'adoption-no-topology',
      message: `${what} has no topology, and Cluster API lets none be set on a Cluster that is there (classRef cannot be set on an existing Cluster).`,
      remedy: 'Leave it observed, or move what runs on it to a new cluster.',
    });
  }
  if (manager) {
    findings.push({
      severity: 'block',
      code: 'adoption-other-manager',
      message: `${what} is kept by ${manager.name}, as ${manager.sign} says; both would write it, again and again.`,
      remedy: `Take it out of ${manager.name} first, without deleting it.`,
    });
  }
  if (memberAt(live, ['spec', 'paused']) === true) {
    findings.push({
      severity: 'block',
      code: 'adoption-paused',
      message: `${what} is paused, so that nothing would come of what is written.`,
      path: '/spec/paused',
      remedy: 'Have whoever paused it resume it.',
    });
  }
  return findings;
}

/** Pools that the profile does not name stay there, and what is there without being desired is never proven. */
export function checkUnnamedPools(
  unowned: readonly ObjectDifference[],
): Finding[] {
  return unowned
    .filter(({ path }) => path.startsWith('/spec/topology/workers/'))
    .map(({ object, path }) => ({
      severity: 'block',
      code: 'adoption-pool-unnamed',
      message: `${object} has the worker pool ${path.split('/').at(-1)}, which the profile does not name: it would stay there, and the adoption could never be proven.`,
      path,
      remedy: 'Name the pool in the profile, or remove it first.',
    }));
}

/** Machines of a pool keep the kinds that they are made of, whatever its class is called. */
export function checkPoolKinds(options: {
  before: Pick<ClassBundle, 'clusterClass'>;
  after: Pick<ClassBundle, 'clusterClass'>;
  live: KubernetesObject;
  result: KubernetesObject;
}): Finding[] {
  const { before, after, live, result } = options;
  const pools = new Map(
    objectsAt(live, POOLS).map(pool => [textAt(pool, ['name']), pool]),
  );
  return objectsAt(result, POOLS).flatMap(pool => {
    const name = textAt(pool, ['name']);
    const old = pools.get(name);
    return old
      ? ['infrastructure', 'bootstrap'].flatMap(part =>
          compareKinds(
            `${part} of pool ${name}`,
            templateOf(before, old, part),
            templateOf(after, pool, part),
          ),
        )
      : [];
  });
}

function templateOf(
  { clusterClass }: Pick<ClassBundle, 'clusterClass'>,
  pool: unknown,
  part: string,
): unknown {
  const worker = objectsAt(clusterClass, [
    'spec',
    'workers',
    'machineDeployments',
  ]).find(it => textAt(it, ['class']) === textAt(pool, ['class']));
  return memberAt(worker, [part, 'templateRef']);
}
