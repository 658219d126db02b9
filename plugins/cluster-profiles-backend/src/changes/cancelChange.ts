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
import { getChange } from './operations/getChange';
import { transitionChange } from './operations/transitionChange';
import { undoAcceptance } from './undoAcceptance';

const BEFORE_ACCEPTANCE: ChangeState[] = [
  'planning',
  'awaiting-approval',
  'stale',
];

/** States that a change can still be called off from: nothing was written. What publishes does so as soon as it is accepted. */
export function cancellable(
  change: Pick<ChangeRow, 'subject_kind'>,
): ChangeState[] {
  return change.subject_kind === 'cluster'
    ? [...BEFORE_ACCEPTANCE, 'accepted']
    : BEFORE_ACCEPTANCE;
}

/** Calls a change off before anything of it is written: also one of a cluster that is accepted and not begun. */
export async function cancelChange(
  context: ChangeContext,
  options: { change: ChangeRow; actor: string },
): Promise<void> {
  const { change, actor } = options;
  await endBeforeWrites(context, {
    change,
    from: cancellable(change),
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
  await endBeforeWrites(context, {
    change,
    from: BEFORE_ACCEPTANCE,
    to: 'expired',
    reason: 'Nobody decided in time; propose it again if it is still wanted',
    actor: 'system:clock',
  });
}

async function endBeforeWrites(
  context: ChangeContext,
  options: {
    change: ChangeRow;
    from: ChangeState[];
    to: 'cancelled' | 'expired';
    reason: string;
    actor: string;
  },
): Promise<void> {
  const at = context.clock.now();
  const now = at.toISOString();
  await context.knex.transaction(async tx => {
    const cluster = await lockCluster(tx, options.change.subject_uid);
    // As it is now: it may have been accepted, or started, since it was read.
    const change = await getChange(tx, options.change.id);
    const moved = await transitionChange(tx, {
      ...options,
      now,
      patch: { finished_at: now },
    });
    if (!moved) {
      throw new ConflictError(
        `The change is ${change.state}; only one of which nothing was written can be ${options.to}`,
      );
    }
    if (change.state === 'accepted') {
      await undoAcceptance(tx, {
        change,
        reason: options.reason,
        now: at,
        config: context.config,
      });
    }
    const requested =
      cluster?.desired_revision === null || change.state === 'accepted';
    if (isNewClusterKind(change.kind) && cluster && requested) {
      await releaseCluster(tx, {
        clusterUid: cluster.uid,
        reason: `The request was ${options.to}`,
        now,
      });
    }
  });
  await announceChange(context, options.change);
}
