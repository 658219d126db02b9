import {
  canonicalDigest,
  type PublicationPlan,
  type UpgradeRequest,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { v4 as uuid } from 'uuid';
import { recordActivity } from '../activity/recordActivity';
import type { ChangeRow, ClusterRow } from '../database/tables';
import { listFollowers } from '../profiles/operations/listFollowers';
import { listProfileVersions } from '../profiles/operations/listProfileVersions';
import { enqueueWork } from '../work/enqueueWork';
import type { InTransaction } from './types';

/** Proposer of upgrades that a follow policy leads to. */
export const FOLLOW_PROPOSER = 'system:follow';

/** In the transaction that publishes: an upgrade is proposed for each cluster that follows by now; its own policies decide on it. */
export async function proposeFollowing(
  tx: InTransaction,
  options: {
    publication: Pick<PublicationPlan, 'profile' | 'version'>;
    now: Date;
  },
): Promise<void> {
  const { profile, version } = options.publication;
  const at = options.now.toISOString();
  const versions = await listProfileVersions(tx, { profiles: [profile] });
  for (const name of await listFollowers(tx, { profile, version, versions })) {
    const cluster = await tx<ClusterRow>('clusters')
      .where({ live_name: name })
      .first();
    if (!cluster) {
      continue;
    }
    const request: UpgradeRequest = {
      kind: 'upgrade',
      cluster: name,
      profile,
      version,
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
      idempotency_key: `${profile}/${version}/${cluster.uid}`,
      request_digest: canonicalDigest(request),
      request: JSON.stringify(request),
      comment: request.comment,
      summary: `Upgrade ${profile} to ${version}`,
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
      difference: { request: { after: row.request_digest! } },
    });
    await enqueueWork(tx, { kind: 'change', id, dueAt: options.now });
  }
}
