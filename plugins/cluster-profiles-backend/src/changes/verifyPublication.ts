import {
  missingApprovals,
  planDigests,
  versionDigest,
  type ChangeKind,
  type Plan,
  type PolicySnapshot,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { ApprovalRow, ChangeRow } from '../database/tables';
import { approvalsOf } from './approvalsOf';

/** Why a stored publication must not be written: the first link that does not hold; undefined when all hold. */
export function verifyPublication(options: {
  change: ChangeRow;
  plan: Plan;
  decisions: ApprovalRow[];
}): string | undefined {
  const { change, plan, decisions } = options;
  const { publication } = plan;
  if (publication?.document && publication.files) {
    if (
      versionDigest(publication.document, publication.files) !==
      publication.digest
    ) {
      return 'The content differs from the digest that was planned; plan again';
    }
  }
  const digests = planDigests(change.kind as ChangeKind, plan);
  if (
    digests.planDigest !== change.plan_digest ||
    digests.revisionDigest !== change.revision_digest
  ) {
    return 'The plan differs from the digest that was approved; plan again';
  }
  const policy: PolicySnapshot = JSON.parse(change.policy!);
  const approvals = approvalsOf(decisions).filter(
    ({ approver }) => !policy.excluded.includes(approver),
  );
  if (missingApprovals(policy.requirements, approvals).length > 0) {
    return 'Approvals are missing; plan again';
  }
  return undefined;
}
