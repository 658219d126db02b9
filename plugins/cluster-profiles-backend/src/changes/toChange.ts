import {
  missingApprovals,
  type ApprovalStatus,
  type Change,
  type ChangeComment,
  type ChangeKind,
  type ChangeState,
  type ChangeSummary,
  type Plan,
  type PolicySnapshot,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { ApprovalRow, ChangeRow } from '../database/tables';
import type { Actor } from '../permissions/resolveActor';
import { withOpening } from '../policies/maintenanceWindows';
import { approvalsOf } from './approvalsOf';
import { excludedUsers } from './membersByGroup';
import type { ChangeSummaryRow } from './operations/listChanges';
import {
  permittedDecisions,
  type LeftOut,
  type PermittedDecisions,
} from './permittedDecisions';

export function toChangeSummary(
  row: Omit<ChangeSummaryRow, 'review'> & Partial<ChangeSummaryRow>,
): ChangeSummary {
  return {
    id: row.id,
    kind: row.kind as ChangeKind,
    subject: {
      kind: row.subject_kind as 'cluster' | 'profile',
      name: row.subject_name,
      uid: row.subject_uid ?? undefined,
    },
    state: row.state as ChangeState,
    stateReason: row.state_reason ?? undefined,
    proposer: row.proposer,
    via: row.via ?? undefined,
    seed: Boolean(row.seed),
    comment: row.comment ?? undefined,
    summary: row.summary,
    stage: row.stage ?? undefined,
    target: row.target ?? undefined,
    planDigest: row.plan_digest ?? undefined,
    missingApprovals: row.missing_approvals,
    revision: row.revision ?? undefined,
    ...(row.review && { review: row.review }),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    expiresAt: row.expires_at ?? undefined,
  };
}

/** The change as one caller sees it, but for what is about break glass. */
export function toChange(
  row: ChangeRow,
  options: {
    decisions: ApprovalRow[];
    /** Members of the groups that the policies name. */
    membersOf: Map<string, string[]>;
    actor: Actor;
    permissions: { approve: boolean; cancel: boolean; propose: boolean };
    platformGroup: string;
    /** Of the cluster as it is now; absent of a profile. */
    desiredRevision?: number | null;
    leftOut?: LeftOut;
    comments: ChangeComment[];
    now: Date;
  },
): Omit<Change, 'breakGlass' | 'permitted'> & {
  permitted: PermittedDecisions;
} {
  const plan: Plan | undefined = row.plan ? JSON.parse(row.plan) : undefined;
  const policy: PolicySnapshot | undefined = row.policy
    ? JSON.parse(row.policy)
    : undefined;
  return {
    ...toChangeSummary(row),
    request: JSON.parse(row.request),
    plan,
    approval: policy && toApprovalStatus(policy, options),
    steps: JSON.parse(row.steps),
    comments: options.comments,
    differsFromSeen:
      row.seen_plan_digest && row.plan_digest
        ? row.seen_plan_digest !== row.plan_digest
        : undefined,
    supersededBy: row.superseded_by ?? undefined,
    deadlineAt: row.deadline_at ?? undefined,
    notBefore:
      row.state === 'accepted' ? (row.not_before ?? undefined) : undefined,
    acceptedAt: row.accepted_at ?? undefined,
    startedAt: row.started_at ?? undefined,
    finishedAt: row.finished_at ?? undefined,
    permitted: permittedDecisions(row, {
      ...options,
      policy,
      outdated:
        plan !== undefined &&
        options.desiredRevision !== undefined &&
        plan.baseRevision !== options.desiredRevision,
    }),
  };
}

export function toApprovalStatus(
  policy: PolicySnapshot,
  options: {
    decisions: ApprovalRow[];
    membersOf: Map<string, string[]>;
    now: Date;
  },
): ApprovalStatus {
  const { decisions, membersOf } = options;
  const missing = missingApprovals(policy.requirements, approvalsOf(decisions));
  const out = new Set([
    ...excludedUsers(policy, membersOf),
    ...decisions.map(({ approver }) => approver),
  ]);
  const eligible = new Set(
    missing
      .flatMap(({ group }) => membersOf.get(group) ?? [])
      .filter(user => !out.has(user)),
  );
  return {
    ...policy,
    ...(policy.windows && {
      windows: policy.windows.map(set => withOpening(set, options.now)),
    }),
    given: decisions.map(row => ({
      approver: row.approver,
      decision: row.decision as 'approved' | 'rejected',
      planDigest: row.plan_digest,
      comment: row.comment ?? undefined,
      at: row.at,
      withdrawnAt: row.withdrawn_at ?? undefined,
      withdrawalReason: row.withdrawal_reason ?? undefined,
    })),
    missing,
    eligible: [...eligible].sort().slice(0, 20),
  };
}
