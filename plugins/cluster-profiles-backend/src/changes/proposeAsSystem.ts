import {
  canonicalDigest,
  type ClusterChangeRequest,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { v4 as uuid } from 'uuid';
import { recordActivity } from '../activity/recordActivity';
import type { ChangeRow, ClusterRow } from '../database/tables';
import { enqueueWork } from '../work/enqueueWork';
import type { InTransaction } from './types';

/**
 * A change of a cluster that nobody asked for by himself, in the transaction of what leads to it; its own policies decide on it. Its id;
 * undefined where the key has led to one already.
 */
export async function proposeAsSystem(
  tx: InTransaction,
  options: {
    request: ClusterChangeRequest;
    cluster: Pick<
      ClusterRow,
      'uid' | 'name' | 'owner_ref' | 'stage' | 'target'
    >;
    /** `system:…`. */
    proposer: string;
    idempotencyKey: string;
    summary: string;
    now: Date;
  },
): Promise<string | undefined> {
  const { request, cluster, proposer, idempotencyKey, summary, now } = options;
  const at = now.toISOString();
  const id = uuid();
  const row: Partial<ChangeRow> = {
    id,
    kind: request.kind,
    subject_kind: 'cluster',
    subject_name: cluster.name,
    subject_uid: cluster.uid,
    owner_ref: cluster.owner_ref,
    stage: cluster.stage,
    target: cluster.target,
    proposer,
    seed: false,
    idempotency_key: idempotencyKey,
    request_digest: canonicalDigest(request),
    request: JSON.stringify(request),
    comment: request.comment,
    summary,
    state: 'planning',
    missing_approvals: 0,
    steps: '[]',
    created_at: at,
    updated_at: at,
  };
  await tx<ChangeRow>('changes')
    .insert(row)
    .onConflict(['proposer', 'idempotency_key'])
    .ignore();
  // Drivers differ in what they tell of a row that was there.
  const inserted = await tx<ChangeRow>('changes').where({ id }).first('id');
  if (!inserted) {
    return undefined;
  }
  await recordActivity(tx, {
    at,
    actor: proposer,
    subject: { kind: 'cluster', name: cluster.name, uid: cluster.uid },
    changeId: id,
    type: 'change-proposed',
    message: summary,
    difference: { request: { after: row.request_digest! } },
  });
  await enqueueWork(tx, { kind: 'change', id, dueAt: now });
  return id;
}
