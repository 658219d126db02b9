import { isDatabaseConflictError } from '@backstage/backend-plugin-api';
import { ConflictError, NotAllowedError } from '@backstage/errors';
import {
  BREAK_GLASS_REVIEWS,
  type ApprovalByPerson,
  type ReviewVerdict,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { recordActivity } from '../activity/recordActivity';
import { announceChange } from '../changes/announceChange';
import type { ChangeContext } from '../changes/ChangeContext';
import { lookAtMembers } from '../changes/lookAtMembers';
import { getChange } from '../changes/operations/getChange';
import type { InTransaction } from '../changes/types';
import { lockCluster } from '../clusters/operations/lockCluster';
import type { BreakGlassReviewRow, BreakGlassRow } from '../database/tables';
import { enqueueNotice } from '../notices/enqueueNotice';
import { reviewedNotice } from '../notices/glassNotice';
import type { Actor } from '../permissions/resolveActor';
import { loadGlass } from './loadGlass';
import { proposeRevert } from './proposeRevert';
import { signReview } from './signGlass';
import { byPerson, isReviewer, whyNotReview, type Glass } from './whyNotReview';

interface ReviewOptions {
  changeId: string;
  verdict: ReviewVerdict;
  comment?: string;
  actor: Actor;
}

/** What somebody says of a use of break glass. Two who confirm it, and both are still in the groups, close it; one who rejects it does, and proposes to take it back. */
export async function reviewGlass(
  context: ChangeContext,
  options: ReviewOptions,
): Promise<void> {
  const seen = await getChange(context.knex, options.changeId);
  // As the catalog has them now: a sign-in may be older than what it says of groups.
  const [{ groups }, ...members] = await lookAtMembers(
    [
      { approver: options.actor.ref, groups: options.actor.groups },
      ...((await loadGlass(context.knex, seen.id))?.reviews ?? []).map(
        byPerson,
      ),
    ],
    context.directory,
  );
  const actor = { ...options.actor, groups };
  const revert = await context.knex.transaction(async tx => {
    await lockCluster(tx, seen.subject_uid);
    const glass = await loadGlass(tx, seen.id, { lock: true });
    const refusal = whyNotReview(glass, actor);
    if (refusal) {
      throw refusal.conflict
        ? new ConflictError(refusal.reason)
        : new NotAllowedError(refusal.reason);
    }
    return review(tx, context, {
      ...options,
      actor,
      glass: glass!,
      counted: stillCounting(glass!, members),
    });
  });
  await announceChange(context, seen);
  if (revert) {
    await announceChange(context, await getChange(context.knex, revert));
  }
}

/** Whose earlier confirmations still count. A review that was not there yet when the catalog was asked is as young as the answer. */
function stillCounting(
  glass: Glass,
  members: readonly ApprovalByPerson[],
): string[] {
  return glass.reviews
    .map(
      given =>
        members.find(({ approver }) => approver === given.reviewer) ??
        byPerson(given),
    )
    .filter(person => isReviewer(glass, person))
    .map(({ approver }) => approver);
}

/** Id of the change that takes it back, where it was rejected. */
async function review(
  tx: InTransaction,
  context: ChangeContext,
  options: ReviewOptions & { glass: Glass; counted: string[] },
): Promise<string | undefined> {
  const { actor, changeId, verdict, comment, glass } = options;
  const now = context.clock.now();
  const at = now.toISOString();
  const change = await getChange(tx, changeId);
  await insertReview(tx, context, { ...options, at });
  await recordActivity(tx, {
    at,
    actor: actor.ref,
    subject: {
      kind: 'cluster',
      name: change.subject_name,
      uid: change.subject_uid!,
    },
    changeId,
    type: 'glass-reviewed',
    message: comment ?? 'Confirmed what was applied without approvals',
    difference: {
      planDigest: { after: glass.use.plan_digest },
      verdict: { after: verdict },
    },
  });
  if (
    verdict === 'confirmed' &&
    options.counted.length + 1 < BREAK_GLASS_REVIEWS
  ) {
    return undefined;
  }
  const revert =
    verdict === 'rejected'
      ? await proposeRevert(tx, { change, now })
      : undefined;
  await tx<BreakGlassRow>('break_glass')
    .where({ change_id: changeId })
    .update({ verdict, closed_at: at, revert_id: revert ?? null });
  await enqueueNotice(tx, {
    notice: reviewedNotice(change, {
      actor: glass.use.actor,
      verdict,
      comment,
      revert,
    }),
    now: at,
  });
  return revert;
}

async function insertReview(
  tx: InTransaction,
  { keys }: Pick<ChangeContext, 'keys'>,
  options: ReviewOptions & { glass: Glass; counted: string[]; at: string },
): Promise<void> {
  const { actor, changeId, comment, glass, verdict, at } = options;
  try {
    await tx<BreakGlassReviewRow>('break_glass_reviews').insert(
      signReview(
        keys,
        {
          change_id: changeId,
          reviewer: actor.ref,
          verdict,
          comment: comment ?? null,
          groups: JSON.stringify(actor.groups),
          counted:
            verdict === 'confirmed'
              ? JSON.stringify([...options.counted, actor.ref])
              : null,
          at,
        },
        glass.use,
      ),
    );
  } catch (error) {
    if (isDatabaseConflictError(error)) {
      throw new ConflictError('You have reviewed it already');
    }
    throw error;
  }
}
