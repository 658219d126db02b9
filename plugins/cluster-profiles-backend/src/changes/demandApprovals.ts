import type {
  DesiredState,
  Plan,
  PolicySnapshot,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { ChangeRow, RevisionRow } from '../database/tables';
import type { PlanDraft } from '../planning/types';
import { evaluatePolicies, stricterPolicy } from '../policies/evaluatePolicies';
import type { ChangeContext } from './ChangeContext';
import { policySubject } from './policySubject';
import type { InTransaction } from './types';

/** What the policies of today demand of a planned change. One that leaves a target is asked by the policies of both. */
export async function demandApprovals(
  tx: InTransaction,
  options: {
    change: Parameters<typeof policySubject>[1] &
      Pick<ChangeRow, 'subject_uid'>;
    plan: Plan | PlanDraft;
    config: ChangeContext['config'];
  },
): Promise<PolicySnapshot> {
  const { change, plan, config } = options;
  const subject = await policySubject(tx, change, plan);
  const rules = policyRules(config);
  const demanded = evaluatePolicies(subject, rules);
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
    return demanded;
  }
  const { target }: DesiredState = JSON.parse(left.desired);
  return stricterPolicy(
    evaluatePolicies(
      { ...subject, stage: target.stage, target: target.name },
      rules,
    ),
    demanded,
  );
}

/** What the policies are evaluated with. */
export function policyRules(
  config: ChangeContext['config'],
): Parameters<typeof evaluatePolicies>[1] {
  return {
    policies: config.policies,
    platformGroup: config.platformGroup,
    expiryHours: config.changes.expiryHours,
  };
}
