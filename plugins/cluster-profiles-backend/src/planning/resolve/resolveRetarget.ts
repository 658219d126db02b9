import type {
  Finding,
  RetargetRequest,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { refuse } from '../refuse';
import type { BaseFacts, Resolved } from '../types';
import { snapshotTarget } from './checkTarget';
import { intentOf } from './intentOf';
import { settle } from './settle';

/** Takes over what the configuration says of a target now. A cluster never moves to another provider or region. */
export function resolveRetarget(
  request: RetargetRequest,
  facts: BaseFacts,
): Resolved {
  const intent = intentOf(facts.base.desired, facts.versions);
  const before = intent.target;
  if (!facts.target) {
    refuse('not-found', {
      code: 'target-unknown',
      message: `There is no target "${request.target ?? before.name}".`,
      path: '/target',
      remedy: 'Choose one from the list of targets.',
    });
  }
  const after = snapshotTarget(facts.target);
  for (const field of ['provider', 'region'] as const) {
    if (after[field] !== before[field]) {
      refuse('input', {
        code: 'cluster-can-not-move',
        message: `Cluster "${intent.cluster.name}" cannot move from ${field} "${before[field]}" to "${after[field]}".`,
        path: '/target',
        remedy: 'Create a new cluster there, and delete this one afterwards.',
      });
    }
  }
  const moved = (['endpoint', 'namespace'] as const).filter(
    field => after[field] !== before[field],
  );
  if (intent.observed && moved.length > 0) {
    refuse('input', {
      code: 'imported-cluster-can-not-move',
      message: `Cluster "${intent.cluster.name}" was imported from another ${moved.join(' and ')} than target "${after.name}" has now.`,
      path: '/target',
      remedy:
        'Import the cluster that is there, and delete this one here: that only forgets it.',
    });
  }
  const findings = moved.map((field): Finding => ({
    severity: 'warn',
    code: `target-${field}-changes`,
    message: `The ${field} of target "${after.name}" changes from "${before[field] ?? 'none'}" to "${after[field] ?? 'none'}"; the cluster must be managed there already.`,
    path: '/target',
  }));
  return settle(
    { ...intent, target: after, findings },
    {
      facts,
      newVersions: intent.profiles.map(({ version }) => version),
      arrives: after.name !== before.name,
    },
  );
}
