import type { Finding } from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  memberAt,
  objectsAt,
  textAt,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import { groupOf } from '../classes/templateReferences';
import type { ClassBundle } from '../classes/types';

const FIXED = [
  ['infrastructure', 'templateRef'],
  ['controlPlane', 'templateRef'],
  ['controlPlane', 'machineInfrastructure', 'templateRef'],
];

/**
 * What Cluster API refuses when a Cluster moves to another class, also on the way back: API group and kind of the
 * infrastructure, the control plane and the machines stay, and a worker class in use must be there.
 */
export function checkRebase(options: {
  before: Pick<ClassBundle, 'clusterClass'>;
  after: Pick<ClassBundle, 'clusterClass'>;
  /** Worker classes in use after the move. */
  pools: ReadonlyArray<{ name: string; class: string }>;
}): Finding[] {
  const [before, after] = [options.before, options.after].map(
    ({ clusterClass }) => clusterClass.spec ?? {},
  );
  const findings = FIXED.flatMap(path =>
    compareKinds(
      `/spec/${path.join('/')}`,
      memberAt(before, path),
      memberAt(after, path),
    ),
  );
  for (const list of ['machineDeployments', 'machinePools']) {
    for (const worker of objectsAt(after, ['workers', list])) {
      const old = objectsAt(before, ['workers', list]).find(
        candidate => candidate.class === worker.class,
      );
      const path = ['infrastructure', 'templateRef'];
      if (old) {
        findings.push(
          ...compareKinds(
            `/spec/workers/${list}/${textAt(worker, ['class'])}/${path.join('/')}`,
            memberAt(old, path),
            memberAt(worker, path),
          ),
        );
      }
    }
  }
  const known = objectsAt(after, ['workers', 'machineDeployments']).map(
    worker => worker.class,
  );
  return [
    ...findings,
    ...options.pools
      .filter(pool => !known.includes(pool.class))
      .map((pool): Finding => ({
        severity: 'block',
        code: 'class-worker-missing',
        message: `Pool "${pool.name}" uses worker class "${pool.class}", which the new class no longer has.`,
        remedy: 'Keep the worker class, or remove the pool first.',
      })),
  ];
}

/** Whether two references name the same kind. */
export function compareKinds(
  path: string,
  before: unknown,
  after: unknown,
): Finding[] {
  const [old, next] = [before, after].map(kindOf);
  return old === next
    ? []
    : [
        {
          severity: 'block',
          code: 'class-incompatible',
          message: `A cluster cannot move between these classes: ${path} changes from ${old} to ${next}.`,
          remedy:
            'Keep API group and kind, or make a new cluster on the other class.',
        },
      ];
}

function kindOf(reference: unknown): string {
  const kind = textAt(reference, ['kind']);
  return kind
    ? `${kind}.${groupOf(textAt(reference, ['apiVersion']))}`
    : 'none';
}
