import { isDatabaseConflictError } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import {
  canonicalDigest,
  type ChangeRequest,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { v4 as uuid } from 'uuid';
import { recordActivity } from '../activity/recordActivity';
import { insertCluster } from '../clusters/operations/insertCluster';
import type { ChangeRow } from '../database/tables';
import { enqueueWork } from '../work/enqueueWork';
import { announceChange } from './announceChange';
import type { ChangeContext } from './ChangeContext';
import type { Located } from './locateRequest';

/**
 * Stores a located request as a change in state `planning`. The same idempotency key with the same request gives the change
 * that is there already; with another request it is refused.
 */
export async function proposeChange(
  context: ChangeContext,
  options: {
    /** As the caller sent it: what the idempotency key is bound to. */
    request: ChangeRequest;
    located: Located;
    proposer: string;
    /** What carries it, if not the proposer himself. */
    via?: string;
    idempotencyKey?: string;
    seed?: boolean;
  },
): Promise<ChangeRow> {
  const { located, proposer, idempotencyKey } = options;
  const now = context.clock.now();
  const at = now.toISOString();
  const row: ChangeRow = {
    id: uuid(),
    kind: located.request.kind,
    subject_kind: located.subjectKind,
    subject_name: located.subjectName,
    subject_uid: located.subjectUid ?? null,
    owner_ref: located.owner,
    stage: located.stage ?? null,
    target: located.target ?? null,
    profile: null,
    proposer,
    via: options.via ?? null,
    seed: Boolean(options.seed),
    idempotency_key: idempotencyKey ?? null,
    request_digest: canonicalDigest(options.request),
    request: JSON.stringify(located.request),
    comment: located.request.comment ?? null,
    summary: located.summary,
    state: 'planning',
    state_reason: null,
    plan: null,
    plan_digest: null,
    revision_digest: null,
    impact_digest: null,
    planned_at: null,
    policy: null,
    missing_approvals: 0,
    seen_plan_digest: located.request.seenPlanDigest ?? null,
    revision: null,
    steps: '[]',
    superseded_by: null,
    created_at: at,
    updated_at: at,
    expires_at: null,
    deadline_at: null,
    accepted_at: null,
    acceptance_key_id: null,
    acceptance_signature: null,
    started_at: null,
    finished_at: null,
    not_before: null,
    reminded_at: null,
    expiry_told_at: null,
  };
  try {
    await context.knex.transaction(async tx => {
      await tx<ChangeRow>('changes').insert(row);
      if (located.draft) {
        await insertCluster(tx, { desired: located.draft, now: at });
      }
      await recordActivity(tx, {
        at,
        actor: proposer,
        subject: {
          kind: located.subjectKind,
          name: located.subjectName,
          uid: located.subjectUid,
        },
        changeId: row.id,
        type: 'change-proposed',
        message: located.summary,
        difference: {
          request: { after: digestWithoutWords(options.request) },
          ...(row.via ? { via: { after: row.via } } : {}),
        },
      });
      await enqueueWork(tx, { kind: 'change', id: row.id, dueAt: now });
    });
  } catch (error) {
    const known = isDatabaseConflictError(error)
      ? await findByIdempotencyKey(context, options)
      : undefined;
    if (known) {
      return known;
    }
    throw error;
  }
  await context.checkpoints.reach('after-propose');
  await announceChange(context, row);
  return row;
}

/** For the record, which keeps it for ever: free text could be guessed from it. The plan commits to a reason with a salt. */
function digestWithoutWords(request: ChangeRequest): string {
  return canonicalDigest({ ...request, comment: undefined, reason: undefined });
}

/** The change that an idempotency key led to, if any. Throws `ConflictError` when it was another request. */
export async function findByIdempotencyKey(
  context: ChangeContext,
  options: {
    request: ChangeRequest;
    proposer: string;
    idempotencyKey?: string;
  },
): Promise<ChangeRow | undefined> {
  if (!options.idempotencyKey) {
    return undefined;
  }
  const known = await context
    .knex<ChangeRow>('changes')
    .where({
      proposer: options.proposer,
      idempotency_key: options.idempotencyKey,
    })
    .first();
  if (known && known.request_digest !== canonicalDigest(options.request)) {
    throw new ConflictError(
      `This Idempotency-Key was used for another request (change ${known.id}); use a new key`,
    );
  }
  return known;
}
