import {
  isExcluded,
  missingApprovals,
  planDigests,
  type ChangeKind,
  type Plan,
  type PolicySnapshot,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { ApprovalRow, ChangeRow } from '../database/tables';
import { approvalsOf } from './approvalsOf';

/** Why a stored plan is not the one that was approved as its policy demands; undefined when it is. */
export function verifyApproval(options: {
  change: Pick<
    ChangeRow,
    'kind' | 'plan_digest' | 'revision_digest' | 'policy'
  >;
  plan: Plan;
  decisions: ApprovalRow[];
  /** What is demanded; what was stored with the change if absent. */
  policy?: PolicySnapshot;
}): string | undefined {
  const { change, plan, decisions } = options;
  const digests = planDigests(change.kind as ChangeKind, plan);
  if (
    digests.planDigest !== change.plan_digest ||
    digests.revisionDigest !== change.revision_digest
  ) {
    return 'The plan differs from the digest that was approved; plan again';
  }
  const policy: PolicySnapshot = options.policy ?? JSON.parse(change.policy!);
  const approvals = approvalsOf(decisions).filter(
    approval => !isExcluded(policy.excluded, approval),
  );
  if (missingApprovals(policy.requirements, approvals).length > 0) {
    return 'Approvals are missing; plan again';
  }
  return undefined;
}
