import { ConflictError } from '@backstage/errors';
import type { Plan } from '@cluster-profiles/plugin-cluster-profiles-common';
import { lockCluster } from '../clusters/operations/lockCluster';
import type { ChangeRow } from '../database/tables';
import type { ChangeContext } from './ChangeContext';
import { makeStale } from './makeStale';
import { isTooOld } from './planAge';
import { CLUSTER_HAS_CHANGED, startsFrom } from './planBase';
import type { InTransaction } from './types';

/** A waiting change that nobody else decides on meanwhile. */
export interface LockedChange {
  change: ChangeRow;
  plan: Plan;
  now: Date;
  /** Why nothing may follow from its plan any more. */
  tooOld?: string;
  /** Why its plan would come out differently now. */
  changed?: string;
  /** Gives the reason back. */
  turnStale(reason: string): Promise<string>;
}

/** Locks a waiting change, with its cluster first. Throws `ConflictError` where it does not wait, or has another plan than was seen. */
export async function lockForDecision(
  tx: InTransaction,
  context: Pick<ChangeContext, 'clock' | 'config'>,
  options: {
    changeId: string;
    clusterUid: string | null;
    planDigest: string;
    actor: { ref: string };
    /** What was found when the plan was made again. */
    changed?: { reason: string; plannedAt: string };
  },
): Promise<LockedChange> {
  const { changed } = options;
  const { expiryHours, planMaxAgeHours } = context.config.changes;
  const now = context.clock.now();
  const cluster = await lockCluster(tx, options.clusterUid);
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
  const plan: Plan = JSON.parse(change.plan!);
  const whyChanged = () => {
    if (change.subject_kind === 'cluster' && !startsFrom(cluster, plan)) {
      return CLUSTER_HAS_CHANGED;
    }
    // Made again in the meantime, it is another plan than the one that was compared.
    return changed && changed.plannedAt === change.planned_at
      ? changed.reason
      : undefined;
  };
  const reason = whyChanged();
  return {
    change,
    plan,
    now,
    ...(isTooOld(context, plan, now) && {
      tooOld: `The plan is older than ${planMaxAgeHours} hours; plan again`,
    }),
    ...(reason !== undefined && {
      changed: `The plan changed: ${reason}; plan again`,
    }),
    async turnStale(why) {
      await makeStale(tx, {
        change,
        from: ['awaiting-approval'],
        reason: why,
        actor: options.actor.ref,
        now,
        expiryHours,
      });
      return why;
    },
  };
}
