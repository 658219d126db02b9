import { ConflictError } from '@backstage/errors';
import { lockCluster } from '../clusters/operations/lockCluster';
import type { ChangeRow } from '../database/tables';
import { enqueueWork } from '../work/enqueueWork';
import { announceChange } from './announceChange';
import { beginApplying } from './beginApplying';
import type { ChangeContext } from './ChangeContext';
import { transitionChange } from './operations/transitionChange';
import type { InTransaction } from './types';

/** `stale` or `awaiting-approval` → `planning`; approvals of the old plan count no more. */
export async function replanChange(
  context: ChangeContext,
  options: { change: ChangeRow; actor: string },
): Promise<void> {
  const { change, actor } = options;
  const now = context.clock.now();
  await context.knex.transaction(async tx => {
    await lockCluster(tx, change.subject_uid);
    if (!(await planAgain(tx, { change, actor, now }))) {
      throw new ConflictError(
        `The change is ${change.state}; only one that is stale or awaits approval can be planned again`,
      );
    }
  });
  await announceChange(context, change);
}

/** The same in the transaction of whatever leads to it, with the cluster locked. False: the change is in another state by now. */
export async function planAgain(
  tx: InTransaction,
  options: { change: ChangeRow; actor: string; now: Date },
): Promise<boolean> {
  const { change, actor, now } = options;
  const moved = await transitionChange(tx, {
    change,
    from: ['stale', 'awaiting-approval'],
    to: 'planning',
    reason: 'Is planned again',
    actor,
    now: now.toISOString(),
    patch: { revision: null, accepted_at: null, steps: '[]' },
    type: 'change-replanned',
  });
  if (moved) {
    await enqueueWork(tx, { kind: 'change', id: change.id, dueAt: now });
  }
  return moved;
}

/** `failed` → `applying` with a new deadline: the revision is still desired. */
export async function retryChange(
  context: ChangeContext,
  options: { change: ChangeRow; actor: string },
): Promise<void> {
  const { change, actor } = options;
  const now = context.clock.now();
  await context.knex.transaction(async tx => {
    await lockCluster(tx, change.subject_uid);
    const moved = await transitionChange(tx, {
      change,
      from: ['failed'],
      to: 'applying',
      reason: `Tried again by ${actor}`,
      actor,
      now: now.toISOString(),
      patch: {
        // Deadlines of layers count from here, too.
        ...beginApplying(change, {
          now,
          deadlineMinutes: context.config.changes.deadlineMinutes,
        }),
        steps: '[]',
        finished_at: null,
      },
      type: 'change-retried',
    });
    if (!moved) {
      throw new ConflictError(
        `The change is ${change.state}; only one that failed can be tried again`,
      );
    }
    await enqueueWork(tx, {
      kind: 'cluster',
      id: change.subject_uid!,
      dueAt: now,
    });
  });
  await announceChange(context, change);
}
