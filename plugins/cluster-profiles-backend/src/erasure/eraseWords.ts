import { randomBytes } from 'node:crypto';
import {
  canonicalDigest,
  ERASED,
  FINAL_CHANGE_STATES,
  type ChangeRequest,
  type Erasure,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Clock } from '@cluster-profiles/plugin-cluster-profiles-node';
import type { Knex } from 'knex';
import { recordActivity } from '../activity/recordActivity';
import type { InTransaction } from '../changes/types';
import type {
  ActivityWordsRow,
  ApprovalRow,
  ChangeRow,
} from '../database/tables';
import {
  eraseAccessReasons,
  eraseGlassWords,
  eraseOverrideReasons,
} from './eraseReasons';
import { eraseForceReasons, eraseStateReasons } from './eraseStateReasons';

/**
 * Takes a person's name and words out of the record, and his comments off changes. The chain keeps its commitments to them. What
 * proves how a live revision or a published version came to be stays.
 */
export async function eraseWords(
  options: { knex: Knex; clock: Clock },
  erasure: { person: string; reason: string; actor: string },
): Promise<Erasure> {
  const { knex, clock } = options;
  const { person, reason, actor } = erasure;
  // Nothing leads back from it to the person.
  const pseudonym = `erased:${randomBytes(8).toString('hex')}`;
  return knex.transaction(async tx => {
    const entries = await eraseEntries(tx, { person, pseudonym });
    await eraseComments(tx, person);
    await eraseGlassWords(tx, person);
    await eraseOverrideReasons(tx, person);
    await eraseAccessReasons(tx, { person, now: clock.now() });
    await eraseStateReasons(tx, person);
    await eraseForceReasons(tx, person);
    const { kept } = (await tx<ActivityWordsRow>('activity_words')
      .where({ actor: person })
      .orWhere({ on_behalf_of: person })
      .count({ kept: '*' })
      .first())!;
    const result = { pseudonym, entries, kept: Number(kept) };
    await recordActivity(tx, {
      at: clock.now().toISOString(),
      actor,
      subject: { kind: 'system', name: 'record' },
      type: 'words-erased',
      message: reason,
      difference: {
        entries: { after: result.entries },
        kept: { after: result.kept },
      },
    });
    return result;
  });
}

async function eraseEntries(
  tx: InTransaction,
  options: { person: string; pseudonym: string },
): Promise<number> {
  const { person, pseudonym } = options;
  let erased = 0;
  for (const column of ['actor', 'on_behalf_of'] as const) {
    erased += await tx<ActivityWordsRow>('activity_words')
      .where({ [column]: person })
      .whereNotIn(
        'activity_id',
        tx('activity').whereIn('change_id', evidence(tx)).select('id'),
      )
      .update({ [column]: pseudonym, message: null, salt: null });
  }
  return erased;
}

/** Comments prove nothing: no digest and no signature is over them. */
async function eraseComments(tx: InTransaction, person: string): Promise<void> {
  const commented = await tx<ChangeRow>('changes')
    .where({ proposer: person })
    .whereIn('state', [...FINAL_CHANGE_STATES])
    .where('request', 'like', '%"comment":%')
    .select('id', 'request');
  for (const { id, request: text } of commented) {
    const { comment, ...request } = JSON.parse(text) as ChangeRequest;
    await tx<ChangeRow>('changes')
      .where({ id })
      .update({
        comment: null,
        request: JSON.stringify(request),
        request_digest: canonicalDigest(request),
      });
  }
  await tx<ApprovalRow>('approvals')
    .where({ approver: person })
    .whereIn(
      'change_id',
      tx('changes')
        .whereIn('state', [...FINAL_CHANGE_STATES])
        .select('id'),
    )
    .update({ comment: null, withdrawal_reason: null });
  // A change that was rejected quotes who did.
  await tx<ChangeRow>('changes')
    .where({ state: 'rejected' })
    .whereIn(
      'id',
      tx('approvals')
        .where({ approver: person, decision: 'rejected' })
        .select('change_id'),
    )
    .update({ state_reason: ERASED });
}

/** Changes that are not over, or that what lives rests on. */
function evidence(tx: InTransaction): Knex.QueryBuilder {
  return tx('changes')
    .select('changes.id')
    .whereNotIn('changes.state', [...FINAL_CHANGE_STATES])
    .orWhereIn('changes.id', tx('profile_versions').select('change_id'))
    .orWhereIn(
      'changes.id',
      tx('revisions')
        .join('clusters', { 'clusters.uid': 'revisions.cluster_uid' })
        .whereNull('clusters.deleted_at')
        .where(live =>
          live
            .where('revisions.number', tx.ref('clusters.desired_revision'))
            .orWhere('revisions.number', tx.ref('clusters.applied_revision')),
        )
        .select('revisions.change_id'),
    );
}
