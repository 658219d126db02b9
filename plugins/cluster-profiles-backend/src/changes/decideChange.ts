import { isDatabaseConflictError } from '@backstage/backend-plugin-api';
import { ConflictError, NotAllowedError } from '@backstage/errors';
import {
  missingApprovals,
  type Plan,
  type PolicySnapshot,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { recordActivity } from '../activity/recordActivity';
import { lockCluster } from '../clusters/operations/lockCluster';
import { releaseCluster } from '../clusters/operations/releaseCluster';
import type { ApprovalRow, ChangeRow } from '../database/tables';
import type { Actor } from '../permissions/resolveActor';
import { stricterPolicy } from '../policies/evaluatePolicies';
import { enqueueWork } from '../work/enqueueWork';
import { acceptChange } from './acceptChange';
import { announceChange } from './announceChange';
import type { ChangeContext } from './ChangeContext';
import { demandApprovals } from './demandApprovals';
import { makeStale } from './makeStale';
import { getChange, listDecisions } from './operations/getChange';
import { setMissingApprovals } from './operations/setMissingApprovals';
import { transitionChange } from './operations/transitionChange';
import type { InTransaction } from './types';
import { whyNotDecide } from './whyNotDecide';

/**
 * Approves or rejects the plan that the decider saw. One transaction with the row locked, so that of two decisions at the
 * same moment the second sees the first.
 */
export async function decideChange(
  context: ChangeContext,
  options: {
    changeId: string;
    decision: 'approved' | 'rejected';
    planDigest: string;
    comment?: string;
    actor: Actor;
  },
): Promise<void> {
  const { actor, decision } = options;
  const now = context.clock.now();
  const at = now.toISOString();
  let stale: string | undefined;
  let decided: ChangeRow | undefined;

  await context.knex.transaction(async tx => {
    const { subject_uid: clusterUid } = await getChange(tx, options.changeId);
    await lockCluster(tx, clusterUid);
    const change: ChangeRow | undefined = await tx<ChangeRow>('changes')
      .where({ id: options.changeId })
      .forUpdate()
      .first();
    if (change?.state !== 'awaiting-approval') {
      throw new ConflictError(
        `The change is ${change?.state ?? 'gone'}; only one that awaits approval can be decided`,
      );
    }
    if (options.planDigest !== change.plan_digest) {
      throw new ConflictError(
        'planDigest: the plan has changed since you looked; look at it again and decide on that',
      );
    }
    decided = change;
    const plan: Plan = JSON.parse(change.plan!);
    if (isTooOld(context, plan, now)) {
      stale = `The plan is older than ${context.config.changes.planMaxAgeHours} hours; plan again`;
      await makeStale(tx, {
        change,
        from: ['awaiting-approval'],
        reason: stale,
        actor: actor.ref,
        now,
        expiryHours: context.config.changes.expiryHours,
      });
      return;
    }
    const policy = stricterPolicy(
      JSON.parse(change.policy!) as PolicySnapshot,
      await demandApprovals(tx, { change, plan, config: context.config }),
    );
    const decisions = await listDecisions(tx, change);
    const approvals = decisions
      .filter(row => row.decision === 'approved')
      .map(toPerson);
    const refusal = whyNotDecide({
      actor,
      policy,
      decisions,
      approvals,
      decision,
    });
    if (refusal) {
      throw refusal.conflict
        ? new ConflictError(refusal.reason)
        : new NotAllowedError(refusal.reason);
    }

    await insertDecision(tx, {
      change_id: change.id,
      approver: actor.ref,
      decision,
      plan_digest: change.plan_digest!,
      comment: options.comment ?? null,
      groups: JSON.stringify(actor.groups),
      at,
      planned_at: change.planned_at!,
    });

    if (decision === 'rejected') {
      await transitionChange(tx, {
        change,
        from: ['awaiting-approval'],
        to: 'rejected',
        reason: options.comment,
        actor: actor.ref,
        now: at,
        patch: { finished_at: at },
      });
      if (change.kind === 'create') {
        await releaseCluster(tx, {
          clusterUid: change.subject_uid!,
          reason: 'The request was rejected',
          now: at,
        });
      }
      return;
    }

    await recordActivity(tx, {
      at,
      actor: actor.ref,
      subject: {
        kind: change.subject_kind as 'cluster' | 'profile',
        name: change.subject_name,
        uid: change.subject_uid ?? undefined,
      },
      changeId: change.id,
      type: 'change-approved',
      message: options.comment
        ? `Approved: ${options.comment}`
        : `Approved plan ${change.plan_digest!.slice(0, 12)}`,
    });
    const missing = missingApprovals(policy.requirements, [
      ...approvals,
      { approver: actor.ref, groups: actor.groups },
    ]);
    await setMissingApprovals(tx, { changeId: change.id, policy, missing });
    if (missing.length === 0) {
      const outcome = await acceptChange(tx, {
        change,
        plan,
        actor: actor.ref,
        from: ['awaiting-approval'],
        now,
        expiryHours: context.config.changes.expiryHours,
      });
      if (outcome === 'accepted' && clusterUid) {
        await enqueueWork(tx, {
          kind: 'change',
          id: change.id,
          dueAt: endOfPlan(context, change),
        });
      }
    }
  });

  await context.checkpoints.reach('after-decide');
  if (decided) {
    await announceChange(context, decided);
  }
  if (stale) {
    throw new ConflictError(stale);
  }
}

/** Whether a plan has to be made again before anything follows from it. */
export function isTooOld(
  context: Pick<ChangeContext, 'config'>,
  plan: Pick<Plan, 'plannedAt'>,
  now: Date,
): boolean {
  const age = now.getTime() - new Date(plan.plannedAt).getTime();
  return age > context.config.changes.planMaxAgeHours * 3_600_000;
}

/** When a plan is surely too old for a first write. */
export function endOfPlan(
  context: Pick<ChangeContext, 'config'>,
  change: Pick<ChangeRow, 'planned_at'>,
): Date {
  const age = context.config.changes.planMaxAgeHours * 3_600_000;
  return new Date(Date.parse(change.planned_at!) + age + 1_000);
}

/** A decision as the counting rule sees it. */
export function toPerson(row: ApprovalRow): {
  approver: string;
  groups: string[];
} {
  return { approver: row.approver, groups: JSON.parse(row.groups) };
}

async function insertDecision(
  tx: InTransaction,
  row: Omit<ApprovalRow, 'id'>,
): Promise<void> {
  try {
    await tx<ApprovalRow>('approvals').insert(row);
  } catch (error) {
    if (isDatabaseConflictError(error)) {
      throw new ConflictError('You have decided on this plan already');
    }
    throw error;
  }
}
