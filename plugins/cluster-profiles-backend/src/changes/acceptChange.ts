import type {
  ChangeState,
  Plan,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { setDesiredRevision } from '../clusters/operations/setDesiredRevision';
import type { ChangeRow, ClusterRow, RevisionRow } from '../database/tables';
import { enqueueWork } from '../work/enqueueWork';
import { transitionChange } from './operations/transitionChange';
import { supersedeChanges } from './supersedeChanges';
import type { InTransaction } from './types';

/**
 * Acceptance, in the transaction of whoever decides: a change of a cluster becomes its new desired revision, a change of a
 * profile is handed to the worker. A cluster that has moved on since the plan makes the change stale.
 */
export async function acceptChange(
  tx: InTransaction,
  options: {
    change: ChangeRow;
    plan: Plan;
    actor: string;
    from: ChangeState[];
    now: Date;
  },
): Promise<'accepted' | 'stale' | 'lost'> {
  const { change, plan, actor, from } = options;
  const now = options.now.toISOString();
  const accept = (patch: Partial<ChangeRow>) =>
    transitionChange(tx, {
      change,
      from,
      to: 'accepted',
      reason: 'All approvals that the policies demand are there',
      actor,
      now,
      patch: { ...patch, accepted_at: now, expires_at: null },
    });

  if (change.subject_kind === 'profile') {
    if (!(await accept({}))) {
      return 'lost';
    }
    await enqueueWork(tx, {
      kind: 'change',
      id: change.id,
      dueAt: options.now,
    });
    return 'accepted';
  }

  const clusterUid = change.subject_uid!;
  const cluster = await tx<ClusterRow>('clusters')
    .where({ uid: clusterUid })
    .first();
  const number = (cluster?.last_revision ?? 0) + 1;
  const moved =
    cluster &&
    (await setDesiredRevision(tx, {
      clusterUid,
      from: plan.baseRevision,
      to: number,
      desired: plan.desired!,
      lastRevision: number,
      now,
    }));
  if (!moved) {
    await transitionChange(tx, {
      change,
      from,
      to: 'stale',
      reason: 'The cluster has changed since this was planned; plan again',
      actor,
      now,
    });
    return 'stale';
  }
  if (!(await accept({ revision: number }))) {
    return 'lost';
  }
  await tx<RevisionRow>('revisions').insert({
    cluster_uid: clusterUid,
    number,
    digest: plan.revisionDigest,
    desired: JSON.stringify(plan.desired),
    change_id: change.id,
    created_at: now,
    state: 'accepted',
  });
  await supersedeChanges(tx, { by: change, now });
  await enqueueWork(tx, {
    kind: 'cluster',
    id: clusterUid,
    dueAt: options.now,
  });
  return 'accepted';
}
