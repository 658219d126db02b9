import { randomBytes } from 'node:crypto';
import {
  entryHash,
  recordSubject,
  wordsDigest,
  type ChangeSubject,
  type RecordedDifference,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { InTransaction } from '../changes/types';
import type {
  ActivityHeadRow,
  ActivityRow,
  ActivityWordsRow,
} from '../database/tables';
import { currentRequest } from './requestContext';

export interface ActivityEntry {
  at: string;
  actor: string;
  subject: ChangeSubject | { kind: 'system'; name: string; uid?: string };
  changeId?: string;
  /** Kebab-case verb, such as `change-approved`. */
  type: string;
  message: string;
  /** What changed, by name; of what may be secret only the digest. */
  difference?: RecordedDifference;
}

/**
 * Appends to the record, in the transaction that decides. Each subject has a chain: the head is locked last of all rows, after
 * cluster and change, and heads of several subjects in the order of their names, so that nobody waits in a circle.
 */
export async function recordActivity(
  tx: InTransaction,
  entry: ActivityEntry,
): Promise<void> {
  if (!tx.isTransaction) {
    await tx.transaction(inner => recordActivity(inner, entry));
    return;
  }
  const subject = recordSubject(entry.subject);
  const said = {
    ...whoActs(entry.actor),
    message: entry.message,
    salt: salt(),
  };
  const head = await takeNext(tx, subject);
  const body = {
    subject,
    sequence: head.sequence,
    previous: head.hash,
    at: entry.at,
    type: entry.type,
    changeId: entry.changeId,
    difference: entry.difference,
    requestId: currentRequest()?.requestId,
    words: wordsDigest(said),
  };
  const hash = entryHash(body);
  const [{ id }] = await tx<ActivityRow>('activity').insert(
    {
      subject,
      subject_kind: entry.subject.kind,
      subject_name: entry.subject.name,
      subject_uid: entry.subject.uid ?? null,
      sequence: body.sequence,
      previous: body.previous,
      at: body.at,
      type: body.type,
      change_id: body.changeId ?? null,
      difference: body.difference ? JSON.stringify(body.difference) : null,
      request_id: body.requestId ?? null,
      words: body.words,
      hash,
    },
    ['id'],
  );
  await tx<ActivityWordsRow>('activity_words').insert({
    activity_id: id,
    actor: said.actor,
    on_behalf_of: said.onBehalfOf ?? null,
    message: said.message,
    salt: said.salt,
  });
  await tx<ActivityHeadRow>('activity_heads')
    .where({ subject })
    .update({ hash, chain: head.chain ?? hash });
}

/** The number of the next entry, with the row of the chain locked: whoever comes second waits, and counts on from here. */
async function takeNext(
  tx: InTransaction,
  subject: string,
): Promise<ActivityHeadRow> {
  const [head] = await tx<ActivityHeadRow>('activity_heads')
    .insert({ subject, sequence: 1 })
    .onConflict('subject')
    .merge({ sequence: tx.raw('activity_heads.sequence + 1') })
    .returning('*');
  return head;
}

/** A user's token that a service carries: the service acts, on his behalf. */
function whoActs(actor: string): { actor: string; onBehalfOf?: string } {
  const carrier = currentRequest()?.carrier;
  return carrier && actor.startsWith('user:')
    ? { actor: carrier, onBehalfOf: actor }
    : { actor };
}

function salt(): string {
  return randomBytes(16).toString('hex');
}
