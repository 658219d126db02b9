import type { ReactNode } from 'react';
import type {
  Plan,
  RollbackClass,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { FindingText } from '../Findings/Findings';
import { FirstFew } from '../FirstFew/FirstFew';
import { SeverityStatus } from '../Status/states';
import { Status, type Tone } from '../Status/Status';
import { visibleText } from '../VisibleText/visibleText';
import { objectsAtRisk, takeoverText } from './planTexts';
import styles from './PlanImpact.module.css';

const ROLLBACK: Record<RollbackClass, readonly [Tone, string]> = {
  'not-started': ['success', 'Nothing runs yet'],
  reversible: ['success', 'Reversible'],
  'replaces-nodes': ['warning', 'Reversible by replacing machines again'],
  'forward-only': ['danger', 'Forward only'],
};

/** Rows of one part that are shown before the reader opens the rest. */
const MOST = 5;
const MOST_FINDINGS = 4;

/** What a reviewer must not miss, above everything else: findings, machines, what is gone for good. */
export function PlanImpact({ plan }: { plan: Plan }) {
  const blocks = plan.findings.filter(({ severity }) => severity === 'block');
  const warnings = plan.findings.filter(({ severity }) => severity === 'warn');
  const against = [...blocks, ...warnings];
  return (
    <div className={styles.impact} data-calm={against.length === 0}>
      <Part
        title="Findings"
        tone={findingsTone(blocks.length, warnings.length)}
        verdict={findingsText(blocks.length, warnings.length)}
        wide={against.length > 0}
      >
        {against.length > 0 && (
          <FirstFew
            items={against}
            most={Math.min(8, Math.max(MOST_FINDINGS, blocks.length))}
            label="Findings that block or warn"
          >
            {finding => (
              <span className={styles.finding}>
                <SeverityStatus severity={finding.severity} />
                <FindingText finding={finding} />
              </span>
            )}
          </FirstFew>
        )}
      </Part>
      {plan.desired && <ClusterImpact plan={plan} />}
    </div>
  );
}

function ClusterImpact({ plan }: { plan: Plan }) {
  const { machinesReplaced, irreversible, objects } = plan;
  const takeovers = plan.desired?.takeovers ?? [];
  const machines = machinesReplaced.reduce((sum, { count }) => sum + count, 0);
  const [rollbackTone, rollback] = ROLLBACK[plan.rollbackClass];
  const removed = objects.removed.length;
  const atRisk = objectsAtRisk(plan);
  return (
    <>
      {atRisk.length > 0 && (
        <Part
          title="Objects at risk"
          tone="danger"
          verdict={String(atRisk.length)}
          wide
        >
          <FirstFew items={atRisk} most={MOST} label="Objects at risk">
            {({ object, risk, layer }) => (
              <span title={visibleText(`Layer ${layer}`)}>
                <strong>{visibleText(object)}</strong> {visibleText(risk ?? '')}
              </span>
            )}
          </FirstFew>
        </Part>
      )}
      {takeovers.length > 0 && (
        <Part
          title="Fields of others"
          tone="warning"
          verdict={`${takeovers.length} taken over`}
          wide
        >
          <FirstFew items={takeovers} most={MOST} label="Taken over">
            {takeover => (
              <span title={visibleText(takeover.object)}>
                {visibleText(`Takes over ${takeoverText(takeover)}`)}
              </span>
            )}
          </FirstFew>
        </Part>
      )}
      <Part
        title="Machines"
        tone={machines > 0 ? 'warning' : 'success'}
        verdict={machines > 0 ? `${machines} replaced` : 'None replaced'}
      >
        {machinesReplaced.length > 0 && (
          <FirstFew
            items={machinesReplaced}
            most={MOST}
            label="Machines replaced"
          >
            {({ pool, count, reason }) =>
              visibleText(
                `${count} in ${pool === 'controlPlane' ? 'control plane' : pool}: ${reason}`,
              )
            }
          </FirstFew>
        )}
      </Part>
      <Part title="Roll-back" tone={rollbackTone} verdict={rollback}>
        {irreversible.length > 0 && (
          <FirstFew
            items={irreversible}
            most={MOST}
            label="Cannot be rolled back"
          >
            {visibleText}
          </FirstFew>
        )}
      </Part>
      <Part
        title="Objects removed"
        tone={removed > 0 ? 'warning' : 'success'}
        verdict={removed > 0 ? String(removed) : 'None'}
      >
        {removed > 0 && (
          <FirstFew items={objects.removed} most={MOST} label="Objects removed">
            {visibleText}
          </FirstFew>
        )}
      </Part>
    </>
  );
}

function Part(props: {
  title: string;
  tone: Tone;
  verdict: string;
  wide?: boolean;
  children: ReactNode;
}) {
  return (
    <section
      className={styles.part}
      data-wide={props.wide}
      aria-label={props.title}
    >
      <div className={styles.head}>
        <h4 className={styles.title}>{props.title}</h4>
        <strong className={styles.verdict}>
          <Status tone={props.tone}>{props.verdict}</Status>
        </strong>
      </div>
      {props.children}
    </section>
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
