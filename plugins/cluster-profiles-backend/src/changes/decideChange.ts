import { isDatabaseConflictError } from '@backstage/backend-plugin-api';
import { ConflictError, NotAllowedError } from '@backstage/errors';
import {
  isExcluded,
  isNewClusterKind,
  missingApprovals,
  type ApprovalByPerson,
  type Plan,
  type PolicySnapshot,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { recordActivity } from '../activity/recordActivity';
import { releaseCluster } from '../clusters/operations/releaseCluster';
import type { ApprovalRow, ChangeRow } from '../database/tables';
import type { Actor } from '../permissions/resolveActor';
import type { RecordKeys } from '../record/RecordKeys';
import { signDecision } from '../record/signDecision';
import { stricterPolicy } from '../policies/evaluatePolicies';
import { enqueueWork } from '../work/enqueueWork';
import { acceptChange } from './acceptChange';
import { announceChange } from './announceChange';
import { approvalsOf } from './approvalsOf';
import type { ChangeContext } from './ChangeContext';
import { demandApprovals } from './demandApprovals';
import { lockForDecision } from './lockForDecision';
import { lookAgain, withGroups } from './lookAtMembers';
import { getChange, listDecisions } from './operations/getChange';
import { setMissingApprovals } from './operations/setMissingApprovals';
import { transitionChange } from './operations/transitionChange';
import { endOfPlan } from './planAge';
import type { InTransaction } from './types';
import { whyNotDecide } from './whyNotDecide';
import { whyPlanChanged } from './whyPlanChanged';

interface DecideOptions {
  changeId: string;
  decision: 'approved' | 'rejected';
  planDigest: string;
  comment?: string;
  actor: Actor;
}

/** A decision in its transaction. */
interface Decided {
  change: ChangeRow;
  plan: Plan;
  policy: PolicySnapshot;
  /** Those that were there before. */
  decisions: ApprovalRow[];
  now: Date;
  keys: RecordKeys;
}

/**
 * Approves or rejects the plan that the decider saw. One transaction with the row locked, so that of two decisions at the
 * same moment the second sees the first. An approval of what would come out differently now is refused, and the change stale.
 */
export async function decideChange(
  context: ChangeContext,
  options: DecideOptions,
): Promise<void> {
  const seen = await getChange(context.knex, options.changeId);
  // Asks the provider, so it is done before anything is locked.
  const changed =
    options.decision === 'approved' &&
    seen.state === 'awaiting-approval' &&
    seen.plan_digest === options.planDigest
      ? await whyPlanChanged(context, seen)
      : undefined;
  const { actor, members } = await lookAgain(context, {
    change: seen,
    actor: options.actor,
  });
  const stale = await context.knex.transaction(tx =>
    decide(tx, context, {
      ...options,
      actor,
      members,
      clusterUid: seen.subject_uid,
      changed:
        changed === undefined
          ? undefined
          : { reason: changed, plannedAt: seen.planned_at! },
    }),
  );
  await context.checkpoints.reach('after-decide');
  await announceChange(context, seen);
  if (stale) {
    throw new ConflictError(stale);
  }
}

/** Why the change turned stale instead; undefined when the decision is stored. */
async function decide(
  tx: InTransaction,
  context: ChangeContext,
  options: DecideOptions & {
    clusterUid: string | null;
    members: ApprovalByPerson[];
    changed?: { reason: string; plannedAt: string };
  },
): Promise<string | undefined> {
  const { actor, decision } = options;
  const locked = await lockForDecision(tx, context, options);
  const { change, plan, now } = locked;
  if (locked.tooOld) {
    return locked.turnStale(locked.tooOld);
  }
  const policy = stricterPolicy(
    JSON.parse(change.policy!) as PolicySnapshot,
    await demandApprovals(tx, { change, plan, config: context.config }),
  );
  const decisions = (await listDecisions(tx, change)).map(row =>
    withGroups(row, options.members),
  );
  const refusal = whyNotDecide({ actor, policy, decisions, decision });
  if (refusal) {
    throw refusal.conflict
      ? new ConflictError(refusal.reason)
      : new NotAllowedError(refusal.reason);
  }
  const { keys } = context;
  const decided = { change, plan, policy, decisions, now, keys };
  if (decision === 'rejected') {
    await reject(tx, options, decided);
    return undefined;
  }
  if (locked.changed) {
    return locked.turnStale(locked.changed);
  }
  await approve(tx, context, { ...options, ...decided });
  return undefined;
}

async function reject(
  tx: InTransaction,
  options: DecideOptions,
  decided: Decided,
): Promise<void> {
  const { change } = decided;
  const at = decided.now.toISOString();
  await insertDecision(tx, options, decided);
  await transitionChange(tx, {
    change,
    from: ['awaiting-approval'],
    to: 'rejected',
    reason: options.comment,
    actor: options.actor.ref,
    now: at,
    patch: { finished_at: at },
  });
  if (isNewClusterKind(change.kind)) {
    await releaseCluster(tx, {
      clusterUid: change.subject_uid!,
      reason: 'The request was rejected',
      now: at,
    });
  }
}

/** The last one that was missing accepts the change. */
async function approve(
  tx: InTransaction,
  context: ChangeContext,
  options: DecideOptions & Decided,
): Promise<void> {
  const { actor, change, comment, now, policy } = options;
  await insertDecision(tx, options, options);
  await recordActivity(tx, {
    at: now.toISOString(),
    actor: actor.ref,
    subject: {
      kind: change.subject_kind as 'cluster' | 'profile',
      name: change.subject_name,
      uid: change.subject_uid ?? undefined,
    },
    changeId: change.id,
    type: 'change-approved',
    message: comment
      ? `Approved: ${comment}`
      : `Approved plan ${change.plan_digest!.slice(0, 12)}`,
    difference: { planDigest: { after: change.plan_digest } },
  });
  const missing = missingApprovals(policy.requirements, [
    ...approvalsOf(options.decisions).filter(
      given => !isExcluded(policy.excluded, given),
    ),
    { approver: actor.ref, groups: actor.groups },
  ]);
  await setMissingApprovals(tx, { changeId: change.id, policy, missing });
  if (missing.length > 0) {
    return;
  }
  const outcome = await acceptChange(tx, {
    change,
    plan: options.plan,
    actor: actor.ref,
    from: ['awaiting-approval'],
    now,
    keys: context.keys,
    expiryHours: context.config.changes.expiryHours,
    config: context.config,
  });
  if (outcome === 'accepted' && change.subject_uid && !options.plan.access) {
    await enqueueWork(tx, {
      kind: 'change',
      id: change.id,
      dueAt: endOfPlan(context, change),
    });
  }
}

async function insertDecision(
  tx: InTransaction,
  { actor, comment, decision }: DecideOptions,
  { change, now, keys }: Decided,
): Promise<void> {
  try {
    await tx<ApprovalRow>('approvals').insert(
      signDecision(keys, {
        change_id: change.id,
        approver: actor.ref,
        decision,
        plan_digest: change.plan_digest!,
        comment: comment ?? null,
        groups: JSON.stringify(actor.groups),
        at: now.toISOString(),
        planned_at: change.planned_at!,
      }),
    );
  } catch (error) {
    if (isDatabaseConflictError(error)) {
      throw new ConflictError('You have decided on this plan already');
    }
    throw error;
  }
}
