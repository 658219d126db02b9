import { ConflictError } from '@backstage/errors';
import type { ChangeRow } from '../database/tables';
import { enqueueWork } from '../work/enqueueWork';
import { announceChange } from './announceChange';
import { beginApplying } from './beginApplying';
import type { ChangeContext } from './ChangeContext';
import { transitionChange } from './operations/transitionChange';

/** `stale` or `awaiting-approval` → `planning`; approvals of the old plan count no more. */
export async function replanChange(
  context: ChangeContext,
  options: { change: ChangeRow; actor: string },
): Promise<void> {
  const { change, actor } = options;
  const now = context.clock.now();
  await context.knex.transaction(async tx => {
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
    if (!moved) {
      throw new ConflictError(
        `The change is ${change.state}; only one that is stale or awaits approval can be planned again`,
      );
    }
    await enqueueWork(tx, { kind: 'change', id: change.id, dueAt: now });
  });
  await announceChange(context, change);
}

/** `failed` → `applying` with a new deadline: the revision is still desired. */
export async function retryChange(
  context: ChangeContext,
  options: { change: ChangeRow; actor: string },
): Promise<void> {
  const { change, actor } = options;
  const now = context.clock.now();
  await context.knex.transaction(async tx => {
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
