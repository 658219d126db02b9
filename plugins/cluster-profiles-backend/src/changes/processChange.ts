import type { ChangeRow } from '../database/tables';
import type { WorkHandler, WorkOutcome } from '../work/types';
import { announceChange } from './announceChange';
import { expireChange } from './cancelChange';
import type { ChangeContext } from './ChangeContext';
import { DefaultChangeLifecycle } from './DefaultChangeLifecycle';
import { findUnderWay, waitsForOthers } from './findUnderWay';
import { endOfPlan } from './planAge';
import { planChange } from './planChange';
import { publishChange } from './publishChange';
import { remindOfChange } from './remindOfChange';

/** The worker's part in the life of a change: planning, expiry, publication. */
export function createChangeHandler(context: ChangeContext): WorkHandler {
  return async (item, { signal }) => {
    const change = await context
      .knex<ChangeRow>('changes')
      .where({ id: item.id })
      .first();
    switch (change?.state) {
      case 'planning':
        return plan(context, change, signal);
      case 'awaiting-approval':
      case 'stale':
        return attend(context, change);
      case 'accepted':
        if (change.subject_kind === 'profile') {
          await publishChange(context, change, { signal });
          return reconsider(context, change.id);
        }
        return endLateAcceptance(context, change);
      default:
        return {};
    }
  };
}

/** Plans, unless the cluster is busy: then the plan would start from what has not come to be. */
async function plan(
  context: ChangeContext,
  change: ChangeRow,
  signal: AbortSignal,
): Promise<WorkOutcome> {
  const now = context.clock.now();
  const patience = context.config.changes.expiryHours * 3_600_000;
  if (now.getTime() - Date.parse(change.updated_at) > patience) {
    await expireChange(context, change);
    return {};
  }
  const busy =
    change.subject_uid && waitsForOthers(change.kind)
      ? await findUnderWay(context.knex, change.subject_uid)
      : undefined;
  if (busy) {
    const reason = `Is planned once '${busy.summary}' has ended`;
    const told = await context
      .knex<ChangeRow>('changes')
      .where({ id: change.id, state: 'planning' })
      .update({ state_reason: reason });
    if (told && change.state_reason !== reason) {
      await announceChange(context, change);
    }
    const wait = context.config.reconciler.convergingSeconds * 1000;
    return { nextDueAt: new Date(now.getTime() + wait) };
  }
  await planChange(context, change, { signal });
  await announceChange(context, change);
  return reconsider(context, change.id);
}

/** What could not be started while its plan was young, because the cluster was held, silent or writes were stopped. */
async function endLateAcceptance(
  context: ChangeContext,
  change: ChangeRow,
): Promise<WorkOutcome> {
  const end = endOfPlan(context, change);
  if (end > context.clock.now()) {
    return { nextDueAt: end };
  }
  await new DefaultChangeLifecycle(context).markStale(
    change.id,
    `It could not be started within ${context.config.changes.planMaxAgeHours} hours of its plan`,
  );
  return reconsider(context, change.id);
}

/** When the change wants attention again, read after it was moved on. */
async function reconsider(
  context: ChangeContext,
  id: string,
): Promise<WorkOutcome> {
  const change = await context.knex<ChangeRow>('changes').where({ id }).first();
  switch (change?.state) {
    case 'accepted':
      return {
        nextDueAt:
          change.subject_kind === 'profile'
            ? context.clock.now()
            : endOfPlan(context, change),
      };
    case 'awaiting-approval':
    case 'stale':
      return attend(context, change);
    default:
      return {};
  }
}

/**
 * Reminds those who may approve, and comes back when there is more to say, at the latest when it expires: which a plan that was
 * stored late may have done already.
 */
async function attend(
  context: ChangeContext,
  change: ChangeRow,
): Promise<WorkOutcome> {
  if (
    change.expires_at &&
    change.expires_at <= context.clock.now().toISOString()
  ) {
    await expireChange(context, change);
    return {};
  }
  const nextDueAt =
    change.state === 'awaiting-approval'
      ? await remindOfChange(context, change)
      : change.expires_at && new Date(change.expires_at);
  return nextDueAt ? { nextDueAt } : {};
}
