import { ConflictError } from '@backstage/errors';
import {
  isExcluded,
  missingApprovals,
  type ApprovalRequirement,
  type Plan,
  type PolicySnapshot,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { recordActivity } from '../activity/recordActivity';
import { lockCluster } from '../clusters/operations/lockCluster';
import { findCountedGlass } from '../breakGlass/loadGlass';
import type { ApprovalRow, ChangeRow } from '../database/tables';
import { nameOf } from '../permissions/nameOf';
import type { Actor } from '../permissions/resolveActor';
import { stricterPolicy } from '../policies/evaluatePolicies';
import { signWithdrawal } from '../record/signWithdrawal';
import { enqueueWork } from '../work/enqueueWork';
import { announceChange } from './announceChange';
import { approvalsOf } from './approvalsOf';
import { approvalsText } from './approvalsText';
import type { ChangeContext } from './ChangeContext';
import { demandApprovals } from './demandApprovals';
import { getChange, listDecisions } from './operations/getChange';
import { setMissingApprovals } from './operations/setMissingApprovals';
import { transitionChange } from './operations/transitionChange';
import type { InTransaction } from './types';
import { undoAcceptance } from './undoAcceptance';

interface Withdrawal {
  changeId: string;
  /** The plan that was approved. */
  planDigest: string;
  comment?: string;
  actor: Actor;
}

/**
 * Takes back one's own approval while nothing of the change is written. Where what is left no longer suffices, an accepted change waits for
 * approval again. The lock of the cluster decides whether it or the first write came first.
 */
export async function withdrawApproval(
  context: ChangeContext,
  options: Withdrawal,
): Promise<void> {
  const seen = await getChange(context.knex, options.changeId);
  await context.knex.transaction(async tx => {
    await lockCluster(tx, seen.subject_uid);
    const change = await tx<ChangeRow>('changes')
      .where({ id: seen.id })
      .forUpdate()
      .first();
    await withdraw(tx, context, { ...options, change: change! });
  });
  await announceChange(context, seen);
}

async function withdraw(
  tx: InTransaction,
  context: ChangeContext,
  options: Withdrawal & { change: ChangeRow },
): Promise<void> {
  const { change, actor, comment } = options;
  if (!['awaiting-approval', 'accepted'].includes(change.state)) {
    throw new ConflictError(
      `The change is ${change.state}; an approval can be taken back only until it is started`,
    );
  }
  if (options.planDigest !== change.plan_digest) {
    throw new ConflictError(
      'planDigest: the plan has changed since you looked, so that your approval does not count any more',
    );
  }
  const approval = (await listDecisions(tx, change)).find(
    ({ approver, decision, withdrawn_at: withdrawn }) =>
      approver === actor.ref && decision === 'approved' && withdrawn === null,
  );
  if (!approval) {
    throw new ConflictError('You have no approval of this plan to take back');
  }
  const at = context.clock.now().toISOString();
  await tx<ApprovalRow>('approvals')
    .where({ id: approval.id })
    .whereNull('withdrawn_at')
    .update(signWithdrawal(context.keys, approval, { at, reason: comment }));
  await recordActivity(tx, {
    at,
    actor: actor.ref,
    subject: {
      kind: change.subject_kind as 'cluster' | 'profile',
      name: change.subject_name,
      uid: change.subject_uid ?? undefined,
    },
    changeId: change.id,
    type: 'approval-withdrawn',
    message: comment
      ? `Took the approval back: ${comment}`
      : 'Took the approval back',
    difference: {
      planDigest: { after: change.plan_digest },
      plannedAt: { after: change.planned_at },
    },
  });
  const plan: Plan = JSON.parse(change.plan!);
  const policy = stricterPolicy(
    JSON.parse(change.policy!) as PolicySnapshot,
    await demandApprovals(tx, { change, plan, config: context.config }),
  );
  const missing = missingApprovals(
    policy.requirements,
    approvalsOf(await listDecisions(tx, change)).filter(
      left => !isExcluded(policy.excluded, left),
    ),
  );
  // A change that was applied without its approvals does not come to need them.
  if (missing.length > 0 && !(await findCountedGlass(tx, change))) {
    await setMissingApprovals(tx, { changeId: change.id, policy, missing });
    await waitAgain(tx, context, { change, actor, missing, policy });
  }
}

/** Back to `awaiting-approval`, from wherever it is. */
async function waitAgain(
  tx: InTransaction,
  context: ChangeContext,
  options: {
    change: ChangeRow;
    actor: Actor;
    missing: ApprovalRequirement[];
    policy: PolicySnapshot;
  },
): Promise<void> {
  const { change, actor, missing, policy } = options;
  const now = context.clock.now();
  const reason = `${nameOf(actor.ref)} took an approval back; waits for ${approvalsText(missing)}`;
  if (change.state === 'awaiting-approval') {
    await tx<ChangeRow>('changes')
      .where({ id: change.id })
      .update({ state_reason: reason, updated_at: now.toISOString() });
    return;
  }
  const expires = new Date(now.getTime() + policy.expiryHours * 3_600_000);
  await transitionChange(tx, {
    change,
    from: ['accepted'],
    to: 'awaiting-approval',
    reason,
    actor: actor.ref,
    now: now.toISOString(),
    type: 'change-reopened',
    patch: {
      revision: null,
      accepted_at: null,
      acceptance_key_id: null,
      acceptance_signature: null,
      not_before: null,
      expires_at: expires.toISOString(),
      reminded_at: null,
      expiry_told_at: null,
    },
  });
  if (change.subject_kind === 'cluster') {
    await undoAcceptance(tx, { change, reason, now, config: context.config });
  }
  await enqueueWork(tx, { kind: 'change', id: change.id, dueAt: now });
}
