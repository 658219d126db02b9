import { randomBytes } from 'node:crypto';
import { isDatabaseConflictError } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import type {
  PolicySnapshot,
  PossibleReview,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { recordActivity } from '../activity/recordActivity';
import { acceptChange } from '../changes/acceptChange';
import { announceChange } from '../changes/announceChange';
import type { ChangeContext } from '../changes/ChangeContext';
import { demandApprovals } from '../changes/demandApprovals';
import { lockForDecision, type LockedChange } from '../changes/lockForDecision';
import { getChange } from '../changes/operations/getChange';
import { setMissingApprovals } from '../changes/operations/setMissingApprovals';
import { endOfPlan } from '../changes/planAge';
import type { InTransaction } from '../changes/types';
import { whyPlanChanged } from '../changes/whyPlanChanged';
import type {
  BreakGlassPartyRow,
  BreakGlassRow,
  ChangeRow,
} from '../database/tables';
import { enqueueNotice } from '../notices/enqueueNotice';
import { glassNotice } from '../notices/glassNotice';
import type { Actor } from '../permissions/resolveActor';
import { stricterPolicy } from '../policies/evaluatePolicies';
import { enqueueWork } from '../work/enqueueWork';
import { possibleReview, reviewParties } from './possibleReview';
import { signUse } from './signGlass';
import { whyTakenBack } from './takenBack';

interface UseOptions {
  changeId: string;
  planDigest: string;
  reason: string;
  actor: Actor;
}

/**
 * Applies a waiting change without its approvals. Everything else holds as ever: a plan that would come out differently now, is too old or
 * is blocked makes the change stale, and before the first write it is made again. The review that it leaves open, the record and the
 * notices are written in the transaction that accepts.
 */
export async function breakGlass(
  context: ChangeContext,
  options: UseOptions,
): Promise<void> {
  const seen = await getChange(context.knex, options.changeId);
  // Asks the provider, so it is done before anything is locked.
  const changed =
    seen.state === 'awaiting-approval' &&
    seen.plan_digest === options.planDigest
      ? await whyPlanChanged(context, seen)
      : undefined;
  const review = await possibleReview(
    {
      policy: JSON.parse(seen.policy ?? 'null'),
      proposer: seen.proposer,
      actor: options.actor.ref,
      platformGroup: context.config.platformGroup,
    },
    context.directory,
  );
  const stale = await context.knex.transaction(async tx => {
    const locked = await lockForDecision(tx, context, {
      ...options,
      clusterUid: seen.subject_uid,
      changed:
        changed === undefined
          ? undefined
          : { reason: changed, plannedAt: seen.planned_at! },
    });
    const over = locked.tooOld ?? locked.changed;
    return over
      ? locked.turnStale(over)
      : accept(tx, context, { ...options, ...locked, review });
  });
  await context.checkpoints.reach('after-decide');
  await announceChange(context, seen);
  if (stale) {
    throw new ConflictError(stale);
  }
}

/** Why the change turned stale instead; undefined when it is accepted. */
async function accept(
  tx: InTransaction,
  context: ChangeContext,
  options: UseOptions & LockedChange & { review: PossibleReview },
): Promise<string | undefined> {
  const { actor, change, now, plan, reason } = options;
  // Again with the cluster locked: a review may have rejected what he did before at this very moment.
  const takenBack = await whyTakenBack(tx, {
    clusterUid: change.subject_uid,
    actor: actor.ref,
  });
  if (takenBack) {
    throw new ConflictError(takenBack);
  }
  const policy = stricterPolicy(
    JSON.parse(change.policy!) as PolicySnapshot,
    await demandApprovals(tx, { change, plan, config: context.config }),
  );
  await setMissingApprovals(tx, { changeId: change.id, policy, missing: [] });
  const outcome = await acceptChange(tx, {
    change,
    plan,
    actor: actor.ref,
    from: ['awaiting-approval'],
    reason: `Applied by ${actor.ref} without its approvals: ${reason}`,
    now,
    keys: context.keys,
    expiryHours: context.config.changes.expiryHours,
    config: context.config,
  });
  if (outcome !== 'accepted') {
    return 'The cluster has moved on or is busy; plan again';
  }
  await storeUse(tx, context, { ...options, policy });
  await enqueueWork(tx, {
    kind: 'change',
    id: change.id,
    dueAt: endOfPlan(context, change),
  });
  return undefined;
}

async function storeUse(
  tx: InTransaction,
  context: ChangeContext,
  options: UseOptions & {
    review: PossibleReview;
    change: ChangeRow;
    policy: PolicySnapshot;
    now: Date;
  },
): Promise<void> {
  const { actor, change, policy, reason } = options;
  const { keys, config } = context;
  const at = options.now.toISOString();
  const { groups, excluded } = reviewParties({
    policy,
    proposer: change.proposer,
    actor: actor.ref,
    platformGroup: config.platformGroup,
  });
  try {
    await tx<BreakGlassRow>('break_glass').insert(
      signUse(keys, {
        change_id: change.id,
        actor: actor.ref,
        reason,
        reason_salt: randomBytes(16).toString('hex'),
        reviewers: JSON.stringify([...groups].sort()),
        plan_digest: change.plan_digest!,
        planned_at: change.planned_at!,
        at,
      }),
    );
  } catch (error) {
    if (isDatabaseConflictError(error)) {
      throw new ConflictError(
        'Glass was broken for it already, or others have yet to review what you applied without approvals before',
      );
    }
    throw error;
  }
  const party = (part: BreakGlassPartyRow['part']) => (ref: string) => ({
    change_id: change.id,
    part,
    ref,
  });
  await tx<BreakGlassPartyRow>('break_glass_parties').insert([
    ...groups.map(party('reviewer')),
    ...excluded.map(party('excluded')),
  ]);
  await recordActivity(tx, {
    at,
    actor: actor.ref,
    subject: {
      kind: 'cluster',
      name: change.subject_name,
      uid: change.subject_uid!,
    },
    changeId: change.id,
    type: 'glass-broken',
    message: reason,
    difference: { planDigest: { after: change.plan_digest } },
  });
  await enqueueNotice(tx, {
    notice: glassNotice(change, {
      actor: actor.ref,
      reason,
      groups,
      review: options.review,
    }),
    now: at,
  });
}
