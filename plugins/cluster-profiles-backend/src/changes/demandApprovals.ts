import type {
  DesiredState,
  Plan,
  PolicySnapshot,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { RevisionRow } from '../database/tables';
import type { PlanDraft } from '../planning/types';
import {
  evaluatePolicies,
  stricterPolicy,
  type PolicyRules,
  type PolicySubject,
} from '../policies/evaluatePolicies';
import type { ChangeContext } from './ChangeContext';
import { policySubject } from './policySubject';
import type { InTransaction } from './types';

type PlannedChange = Parameters<typeof policySubject>[1];

/** What the policies of today demand of a planned change. One that leaves a target is asked by the policies of both. */
export async function demandApprovals(
  tx: InTransaction,
  options: {
    change: PlannedChange;
    plan: Plan | PlanDraft;
    config: ChangeContext['config'];
  },
): Promise<PolicySnapshot> {
  const rules = policyRules(options.config);
  return (await policySubjects(tx, options))
    .map(subject => evaluatePolicies(subject, rules))
    .reduce(stricterPolicy);
}

/** What the policies look at: the change where it leads to, and where it leaves a target also there. */
export async function policySubjects(
  tx: InTransaction,
  { change, plan }: { change: PlannedChange; plan: Plan | PlanDraft },
): Promise<PolicySubject[]> {
  const subject = await policySubject(tx, change, plan);
  const left =
    change.kind === 'retarget' && plan.baseRevision !== null
      ? await tx<RevisionRow>('revisions')
          .where({
            cluster_uid: change.subject_uid!,
            number: plan.baseRevision,
          })
          .first('desired')
      : undefined;
  if (!left) {
    return [subject];
  }
  const { target }: DesiredState = JSON.parse(left.desired);
  return [{ ...subject, stage: target.stage, target: target.name }, subject];
}

/** What the policies are evaluated with. */
export function policyRules(config: ChangeContext['config']): PolicyRules {
  return {
    policies: config.policies,
    platformGroup: config.platformGroup,
    expiryHours: config.changes.expiryHours,
    targets: config.targets,
  };
}
