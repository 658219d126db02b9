import type {
  Plan,
  RollbackClass,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { Status, type Tone } from '../Status/Status';
import styles from './PlanView.module.css';

const ROLLBACK: Record<RollbackClass, readonly [Tone, string]> = {
  'not-started': ['success', 'Nothing runs yet'],
  reversible: ['success', 'Reversible'],
  'replaces-nodes': ['warning', 'Reversible by replacing machines again'],
  'forward-only': ['danger', 'Forward only'],
};

/** What a reviewer must not miss, on one line. */
export function PlanImpact({ plan }: { plan: Plan }) {
  const machines = plan.machinesReplaced.reduce(
    (sum, { count }) => sum + count,
    0,
  );
  const touched = plan.layers.filter(({ action }) => action !== 'unchanged');
  const blocks = plan.findings.filter(({ severity }) => severity === 'block');
  const warnings = plan.findings.filter(({ severity }) => severity === 'warn');
  const removed = plan.objects.removed.length;
  const [rollbackTone, rollback] = ROLLBACK[plan.rollbackClass];

  const facts: Array<readonly [string, Tone, string]> = [
    [
      'Findings',
      findingsTone(blocks.length, warnings.length),
      findingsText(blocks.length, warnings.length),
    ],
    ['Layers', 'info', `${touched.length} of ${plan.layers.length} touched`],
    ...(plan.publication
      ? []
      : ([
          [
            'Machines',
            machines > 0 ? 'warning' : 'success',
            machines > 0 ? `${machines} replaced` : 'None replaced',
          ],
          [
            'Objects removed',
            removed > 0 ? 'warning' : 'success',
            removed > 0 ? String(removed) : 'None',
          ],
          ['Roll-back', rollbackTone, rollback],
        ] satisfies Array<readonly [string, Tone, string]>)),
  ];
  return (
    <dl className={styles.impact}>
      {facts.map(([term, tone, words]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>
            <Status tone={tone}>{words}</Status>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function findingsTone(blocks: number, warnings: number): Tone {
  if (blocks > 0) {
    return 'danger';
  }
  return warnings > 0 ? 'warning' : 'success';
}

function findingsText(blocks: number, warnings: number): string {
  const parts = [
    blocks > 0 && (blocks === 1 ? '1 blocks' : `${blocks} block`),
    warnings > 0 && (warnings === 1 ? '1 warning' : `${warnings} warnings`),
  ].filter(Boolean);
  return parts.join(', ') || 'None against it';
}
