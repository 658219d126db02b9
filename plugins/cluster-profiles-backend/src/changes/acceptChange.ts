import { ConflictError } from '@backstage/errors';
import {
  mainProfile,
  type ChangeState,
  type Plan,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { endOfAccess } from '../access/endOfAccess';
import { listTakenBack } from '../breakGlass/takenBack';
import { lockCluster } from '../clusters/operations/lockCluster';
import { setDesiredRevision } from '../clusters/operations/setDesiredRevision';
import type { ChangeRow, RevisionRow } from '../database/tables';
import { holdLimits } from '../limits/holdLimits';
import { enqueueWork } from '../work/enqueueWork';
import type { RecordKeys } from '../record/RecordKeys';
import { signAcceptance } from '../record/signAcceptance';
import { findUnderWay, replacesUnderWay } from './findUnderWay';
import { makeStale } from './makeStale';
import { CLUSTER_HAS_CHANGED, startsFrom } from './planBase';
import { transitionChange } from './operations/transitionChange';
import { supersedeChanges } from './supersedeChanges';
import type { InTransaction } from './types';

/**
 * Acceptance, in the transaction of whoever decides: a change of a cluster becomes its new desired revision, a change of a
 * profile is handed to the worker. A cluster that has moved on since the plan, or is busy, makes the change stale.
 */
export async function acceptChange(
  tx: InTransaction,
  options: {
    change: ChangeRow;
    plan: Plan;
    actor: string;
    from: ChangeState[];
    /** Why it is accepted, which is then told by whoever decides; that its approvals are there, if absent. */
    reason?: string;
    now: Date;
    keys: RecordKeys;
    /** Of a change that turns stale. */
    expiryHours: number;
    /** Whose limits must still hold. */
    config: Parameters<typeof holdLimits>[1]['config'];
  },
): Promise<'accepted' | 'stale' | 'lost'> {
  const { change, plan, actor, from } = options;
  const now = options.now.toISOString();
  const accept = async (patch: Partial<ChangeRow>) =>
    transitionChange(tx, {
      change,
      from,
      to: 'accepted',
      reason:
        options.reason ??
        (from[0] === 'planning'
          ? 'No approval is needed'
          : 'All approvals that the policies demand are there'),
      actor,
      now,
      told: options.reason !== undefined,
      patch: {
        ...patch,
        ...(await signAcceptance(tx, { ...options, revision: patch.revision })),
        accepted_at: now,
        not_before: null,
        expires_at: null,
      },
    });

  if (change.subject_kind === 'profile') {
    if (!(await accept({ profile: change.subject_name }))) {
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
  const cluster = await lockCluster(tx, clusterUid);
  const busy = await findUnderWay(tx, clusterUid);
  const stale = (reason: string) =>
    makeStale(tx, { ...options, reason: `${reason}; plan again` });
  if (!cluster || !startsFrom(cluster, plan)) {
    await stale(CLUSTER_HAS_CHANGED);
    return 'stale';
  }
  if (plan.access) {
    // Nothing is carried out: it holds from here on.
    const granted = await transitionChange(tx, {
      change,
      from,
      to: 'applied',
      reason: `Granted until ${endOfAccess(plan.access, now)}`,
      actor,
      now,
      patch: {
        ...(await signAcceptance(tx, options)),
        accepted_at: now,
        started_at: now,
        finished_at: now,
        expires_at: null,
      },
    });
    return granted ? 'accepted' : 'lost';
  }
  const taken = (await listTakenBack(tx, clusterUid)).find(
    it => it.actor === change.proposer,
  );
  if (taken) {
    await stale(
      `Its proposer broke the glass for what '${taken.summary}' takes back, which has to end first`,
    );
    return 'stale';
  }
  if (busy && !replacesUnderWay(change.kind)) {
    await stale(`The cluster is busy with '${busy.summary}'`);
    return 'stale';
  }
  const breach = await holdLimits(tx, {
    clusterUid,
    desired: plan.desired!,
    config: options.config,
  });
  if (breach) {
    await stale(breach.replace(/\.$/, ''));
    return 'stale';
  }
  const number = cluster.last_revision + 1;
  const profile = mainProfile(plan.desired!)?.name ?? '';
  if (!(await accept({ revision: number, profile }))) {
    return 'lost';
  }
  const moved = await setDesiredRevision(tx, {
    clusterUid,
    from: plan.baseRevision,
    to: number,
    desired: plan.desired!,
    lastRevision: number,
    now,
  });
  if (!moved) {
    throw new ConflictError(
      `Cluster '${cluster.name}' moved while it was locked`,
    );
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
