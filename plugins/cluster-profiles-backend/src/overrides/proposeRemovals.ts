import type {
  ChangeState,
  DesiredState,
  RemoveOverrideRequest,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { announceChange } from '../changes/announceChange';
import type { ChangeContext } from '../changes/ChangeContext';
import { getChange } from '../changes/operations/getChange';
import { transitionChange } from '../changes/operations/transitionChange';
import { proposeAsSystem } from '../changes/proposeAsSystem';
import { summarizeRequest } from '../changes/summarizeRequest';
import type { InTransaction } from '../changes/types';
import { lockCluster } from '../clusters/operations/lockCluster';
import { getRevision } from '../clusters/operations/getRevision';
import type { ChangeRow, ClusterRow } from '../database/tables';

/** Proposer of the removal of overrides that have ended. */
export const OVERRIDE_PROPOSER = 'system:overrides';

const WAITING: ChangeState[] = ['planning', 'awaiting-approval', 'stale'];

/** Clusters looked at in one go. */
const BATCH = 100;

/**
 * Proposes to end the overrides whose time is over: once for each revision that still has them, so that a removal that was rejected does
 * not come back by itself. What runs stays as it is until that is approved.
 */
export async function proposeRemovals(
  context: Parameters<typeof announceChange>[0] & Pick<ChangeContext, 'clock'>,
): Promise<void> {
  const now = context.clock.now();
  for (let last = ''; ;) {
    const clusters = await context
      .knex<ClusterRow>('clusters')
      .where('overrides_expire_at', '<=', now.toISOString())
      .whereNotNull('live_name')
      .where('uid', '>', last)
      .orderBy('uid')
      .limit(BATCH);
    for (const cluster of clusters) {
      last = cluster.uid;
      await proposeRemoval(context, cluster, now);
    }
    if (clusters.length < BATCH) {
      return;
    }
  }
}

async function proposeRemoval(
  context: Parameters<typeof proposeRemovals>[0],
  { uid }: ClusterRow,
  now: Date,
): Promise<void> {
  const moved = await context.knex.transaction(async tx => {
    const cluster = await lockCluster(tx, uid);
    const number = cluster?.desired_revision;
    const revision =
      cluster?.live_name && number
        ? await getRevision(tx, { clusterUid: uid, number })
        : undefined;
    const over = revision ? endedOverrides(revision.desired, now) : [];
    if (!cluster || over.length === 0) {
      return [];
    }
    const request: RemoveOverrideRequest = {
      kind: 'remove-override',
      cluster: cluster.name,
      overrides: over.map(({ layer, path }) => ({ layer, path })),
      comment: 'Proposed because their time is over',
    };
    const latest = over
      .map(({ expires }) => expires)
      .sort()
      .at(-1);
    const proposed = await proposeAsSystem(tx, {
      request,
      cluster,
      proposer: OVERRIDE_PROPOSER,
      idempotencyKey: `${uid}/${number}/${latest}`,
      summary: summarizeRequest(request, {}),
      now,
    });
    return proposed === undefined
      ? []
      : [proposed, ...(await replaceEarlier(tx, { by: proposed, uid, now }))];
  });
  for (const id of moved) {
    await announceChange(context, await getChange(context.knex, id));
  }
}

/** A removal that was proposed of an earlier revision cannot be accepted any more; its id. */
async function replaceEarlier(
  tx: InTransaction,
  options: { by: string; uid: string; now: Date },
): Promise<string[]> {
  const { by, uid } = options;
  const now = options.now.toISOString();
  const earlier = await tx<ChangeRow>('changes')
    .where({
      subject_uid: uid,
      kind: 'remove-override',
      proposer: OVERRIDE_PROPOSER,
    })
    .whereNot({ id: by })
    .whereIn('state', WAITING);
  const ended: string[] = [];
  for (const change of earlier) {
    const moved = await transitionChange(tx, {
      change,
      from: WAITING,
      to: 'superseded',
      reason: 'Proposed again, because the cluster has changed since',
      actor: OVERRIDE_PROPOSER,
      now,
      patch: { superseded_by: by, finished_at: now },
    });
    if (moved) {
      ended.push(change.id);
    }
  }
  return ended;
}

function endedOverrides(
  { overrides = [], deleted }: DesiredState,
  now: Date,
): NonNullable<DesiredState['overrides']> {
  return deleted
    ? []
    : overrides.filter(({ expires }) => expires <= now.toISOString());
}
