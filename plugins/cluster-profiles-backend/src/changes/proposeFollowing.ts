import {
  canonicalDigest,
  type Plan,
  type UpgradeRequest,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { v4 as uuid } from 'uuid';
import { recordActivity } from '../activity/recordActivity';
import type { ChangeRow, ClusterRow } from '../database/tables';
import { enqueueWork } from '../work/enqueueWork';
import type { InTransaction } from './types';

/** Proposer of upgrades that a follow policy leads to. */
export const FOLLOW_PROPOSER = 'system:follow';

/** In the transaction that publishes: an upgrade is proposed for each cluster that follows; its own policies decide on it. */
export async function proposeFollowing(
  tx: InTransaction,
  options: { plan: Plan; now: Date },
): Promise<void> {
  const { publication } = options.plan;
  const at = options.now.toISOString();
  for (const name of publication?.followers ?? []) {
    const cluster = await tx<ClusterRow>('clusters')
      .where({ live_name: name })
      .first();
    if (!cluster) {
      continue;
    }
    const request: UpgradeRequest = {
      kind: 'upgrade',
      cluster: name,
      profile: publication!.profile,
      version: publication!.version,
      comment: `Proposed because the cluster follows ${cluster.follow} versions`,
    };
    const id = uuid();
    const row: Partial<ChangeRow> = {
      id,
      kind: 'upgrade',
      subject_kind: 'cluster',
      subject_name: name,
      subject_uid: cluster.uid,
      owner_ref: cluster.owner_ref,
      stage: cluster.stage,
      target: cluster.target,
      proposer: FOLLOW_PROPOSER,
      seed: false,
      idempotency_key: `${publication!.profile}/${publication!.version}/${cluster.uid}`,
      request_digest: canonicalDigest(request),
      request: JSON.stringify(request),
      comment: request.comment,
      summary: `Upgrade ${publication!.profile} to ${publication!.version}`,
      state: 'planning',
      missing_approvals: 0,
      steps: '[]',
      created_at: at,
      updated_at: at,
    };
    await tx<ChangeRow>('changes').insert(row);
    await recordActivity(tx, {
      at,
      actor: FOLLOW_PROPOSER,
      subject: { kind: 'cluster', name, uid: cluster.uid },
      changeId: id,
      type: 'change-proposed',
      message: row.summary!,
    });
    await enqueueWork(tx, { kind: 'change', id, dueAt: options.now });
  }
}
