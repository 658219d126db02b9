import {
  isExcluded,
  missingApprovals,
  type ApprovalByPerson,
  type PolicySnapshot,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { ApprovalRow } from '../database/tables';
import { anyOf } from '../permissions/nameOf';
import type { Actor } from '../permissions/resolveActor';
import { approvalsOf } from './approvalsOf';
import { approvalsText } from './approvalsText';

/** Why somebody may not decide on a waiting change; undefined when he may. Does not depend on permissions. */
export function whyNotDecide(options: {
  actor: Actor;
  policy: PolicySnapshot;
  decisions: readonly Pick<
    ApprovalRow,
    'approver' | 'decision' | 'groups' | 'withdrawn_at'
  >[];
  decision: 'approved' | 'rejected';
}): { reason: string; conflict?: boolean } | undefined {
  const { actor, policy, decisions, decision } = options;
  const verb = decision === 'approved' ? 'approve' : 'reject';
  if (!actor.ownSignIn) {
    return {
      reason: `Only a user's own sign-in may ${verb}; services and tokens that act for somebody may not`,
    };
  }
  const groups = policy.requirements.map(({ group }) => group);
  const approver = { approver: actor.ref, groups: actor.groups };
  if (isExcluded(policy.excluded, approver)) {
    if (!policy.excluded.includes(actor.ref)) {
      return {
        reason: `A policy keeps members of ${anyOf(policy.excluded.filter(ref => actor.groups.includes(ref)))} out of this decision`,
      };
    }
    return {
      reason:
        decision === 'approved'
          ? `You proposed this or wrote it, or a policy keeps you out, so somebody else has to approve it: a member of ${anyOf(groups)}`
          : 'You proposed this or wrote it, or a policy keeps you out, so you may not reject it; cancel it, or ask its proposer to',
    };
  }
  const own = decisions.find(({ approver: by }) => by === actor.ref);
  if (own) {
    return {
      reason: own.withdrawn_at
        ? 'You took your approval of this plan back; decide again once it is planned again'
        : 'You have decided on this plan already',
      conflict: true,
    };
  }
  if (!groups.some(group => actor.groups.includes(group))) {
    return {
      reason: `Only members of ${anyOf(groups)} may ${verb} this`,
    };
  }
  if (decision === 'approved') {
    const approvals = approvalsOf(decisions);
    const open = (list: ApprovalByPerson[]) =>
      missingApprovals(policy.requirements, list).reduce(
        (sum, { count }) => sum + count,
        0,
      );
    const counts = open([...approvals, approver]) < open(approvals);
    if (!counts) {
      return {
        reason: `The approvals of your groups are complete; still missing: ${approvalsText(
          missingApprovals(policy.requirements, approvals),
        )}`,
        conflict: true,
      };
    }
  }
  return undefined;
}
