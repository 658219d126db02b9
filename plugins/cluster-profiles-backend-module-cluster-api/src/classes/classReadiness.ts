import type { Finding } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { KubernetesObject } from '../kubernetes';
import {
  memberAt,
  objectsAt,
  textAt,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import type { StampedClass } from './types';

const REQUIRED = ['VariablesReady', 'RefVersionsUpToDate'] as const;

/** Whether clusters may be built on a class: Cluster API has taken it up as it stands. Not there yet: not verified. */
export function classReadiness(options: {
  stamped: Pick<StampedClass, 'reference'>;
  live: KubernetesObject | undefined;
}): Finding[] {
  const { live } = options;
  const { namespace, name } = options.stamped.reference;
  const what = `ClusterClass ${namespace}/${name}`;
  if (!live) {
    return [
      {
        severity: 'warn',
        code: 'class-not-verified',
        message: `${what} is not on the management cluster yet, so that nothing of it is verified.`,
        remedy: 'It is put there once the publication is approved.',
      },
    ];
  }
  if (live.metadata.deletionTimestamp) {
    return [notReady(`${what} is being deleted.`)];
  }
  return REQUIRED.flatMap(type => {
    const condition = objectsAt(live, ['status', 'conditions']).find(
      candidate => candidate.type === type,
    );
    const current =
      memberAt(condition, ['observedGeneration']) === live.metadata.generation;
    if (condition?.status === 'True' && current) {
      return [];
    }
    const reason =
      condition && current
        ? `${condition.status} (${textAt(condition, ['reason'])}): ${textAt(condition, ['message'])}`
        : 'not reported for its present generation';
    return [notReady(`${what} is not ready: ${type} is ${reason}.`)];
  });
}

function notReady(message: string): Finding {
  return {
    severity: 'block',
    code: 'class-not-ready',
    message,
    remedy:
      'Correct the class or its templates in a new profile version, or see to the Cluster API controllers.',
  };
}
