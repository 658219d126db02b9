import { ConflictError } from '@backstage/errors';
import {
  isNewClusterKind,
  type ChangeState,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { lockCluster } from '../clusters/operations/lockCluster';
import { releaseCluster } from '../clusters/operations/releaseCluster';
import type { ChangeRow } from '../database/tables';
import { announceChange } from './announceChange';
import type { ChangeContext } from './ChangeContext';
import { transitionChange } from './operations/transitionChange';

/** States that a change can still be called off from. */
export const CANCELLABLE: ChangeState[] = [
  'planning',
  'awaiting-approval',
  'stale',
];

/** Calls a change off before it is accepted. */
export async function cancelChange(
  context: ChangeContext,
  options: { change: ChangeRow; actor: string },
): Promise<void> {
  const { change, actor } = options;
  await endBeforeAcceptance(context, {
    change,
    from: CANCELLABLE,
    to: 'cancelled',
    reason: `Cancelled by ${actor}`,
    actor,
  });
}

/** Nobody decided in time. */
export async function expireChange(
  context: ChangeContext,
  change: ChangeRow,
): Promise<void> {
  await endBeforeAcceptance(context, {
    change,
    from: ['planning', 'awaiting-approval', 'stale'],
    to: 'expired',
    reason: 'Nobody decided in time; propose it again if it is still wanted',
    actor: 'system:clock',
  });
}

async function endBeforeAcceptance(
  context: ChangeContext,
  options: {
    change: ChangeRow;
    from: ChangeState[];
    to: 'cancelled' | 'expired';
    reason: string;
    actor: string;
  },
): Promise<void> {
  const { change } = options;
  const now = context.clock.now().toISOString();
  await context.knex.transaction(async tx => {
    const cluster = await lockCluster(tx, change.subject_uid);
    const moved = await transitionChange(tx, {
      ...options,
      now,
      patch: { finished_at: now },
    });
    if (!moved) {
      const { state } = (await tx<ChangeRow>('changes')
        .where({ id: change.id })
        .first('state'))!;
      throw new ConflictError(
        `The change is ${state}; only one that is not accepted yet can be ${options.to}`,
      );
    }
    if (isNewClusterKind(change.kind) && cluster?.desired_revision === null) {
      await releaseCluster(tx, {
        clusterUid: cluster.uid,
        reason: `The request was ${options.to}`,
        now,
      });
    }
  });
  await announceChange(context, change);
}
