import {
  FINAL_CHANGE_STATES,
  type DeleteRequest,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { ChangeContext } from '../changes/ChangeContext';
import { proposeAsSystem } from '../changes/proposeAsSystem';
import { planAgain } from '../changes/replanChange';
import { lockCluster } from '../clusters/operations/lockCluster';
import type { ChangeRow, ClusterRow } from '../database/tables';
import { enqueueNotice } from '../notices/enqueueNotice';
import { lifetimeNotice } from '../notices/lifetimeNotice';
import { dayOf, daysAfter, daysUntil } from './days';

/** Proposer of deletions that the end of a lifetime leads to. */
export const LIFETIME_PROPOSER = 'system:lifetime';

type Context = Pick<ChangeContext, 'knex' | 'clock' | 'wake'> & {
  config: Pick<ChangeContext['config'], 'lifetime'>;
};

/** Tells owners of clusters that are about to end, and proposes to delete those whose last day is over. */
export async function endLifetimes(context: Context): Promise<void> {
  const { knex, clock, config } = context;
  const today = dayOf(clock.now());
  const soon = daysAfter(today, Math.max(0, ...config.lifetime.noticeDays));
  const uids: string[] = await knex<ClusterRow>('clusters')
    .where('ends_on', '<=', soon)
    .whereNotNull('live_name')
    .whereNotNull('desired_revision')
    .orderBy(['ends_on', 'uid'])
    .pluck('uid');
  for (const uid of uids) {
    await endLifetime(context, { uid, today });
  }
  if (uids.length > 0) {
    context.wake();
  }
}

/** One cluster, as it is once it is locked: it may have been given more time just now. */
async function endLifetime(
  { knex, clock, config }: Context,
  { uid, today }: { uid: string; today: string },
): Promise<void> {
  const now = clock.now();
  await knex.transaction(async tx => {
    const cluster = await lockCluster(tx, uid);
    if (!cluster?.live_name || !cluster.ends_on) {
      return;
    }
    const left = daysUntil(today, cluster.ends_on);
    if (left < 0) {
      const deleting = await tx<ChangeRow>('changes')
        .where({ subject_uid: uid, kind: 'delete' })
        .whereNotIn('state', [...FINAL_CHANGE_STATES])
        .first();
      if (
        deleting?.state === 'stale' &&
        deleting.proposer === LIFETIME_PROPOSER
      ) {
        // The cluster has moved on meanwhile, and its end has not.
        await planAgain(tx, {
          change: deleting,
          actor: LIFETIME_PROPOSER,
          now,
        });
      }
      // Once a week, should nobody have wanted it.
      const idempotencyKey = `${uid}/${cluster.ends_on}/${Math.floor(-left / 7)}`;
      if (!deleting) {
        const request: DeleteRequest = {
          kind: 'delete',
          cluster: cluster.name,
          comment: `Its last day was ${cluster.ends_on}`,
        };
        await proposeAsSystem(tx, {
          proposer: LIFETIME_PROPOSER,
          cluster,
          request,
          summary: 'Delete',
          idempotencyKey,
          now,
        });
      }
      return;
    }
    const due = config.lifetime.noticeDays.filter(days => left <= days);
    const days = Math.min(...due);
    if (
      due.length > 0 &&
      (cluster.end_told_days === null || days < cluster.end_told_days)
    ) {
      await tx<ClusterRow>('clusters')
        .where({ uid })
        .update({ end_told_days: days });
      await enqueueNotice(tx, {
        notice: lifetimeNotice(cluster, left),
        now: now.toISOString(),
      });
    }
  });
}
