import type { ChangeSubject } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { InTransaction } from '../changes/types';
import type { ActivityRow } from '../database/tables';

export interface ActivityEntry {
  at: string;
  actor: string;
  subject: ChangeSubject | { kind: 'system'; name: string; uid?: string };
  changeId?: string;
  /** Kebab-case verb, such as `change-approved`. */
  type: string;
  message: string;
}

/** Appends to the record, in the transaction that decides. */
export async function recordActivity(
  tx: InTransaction,
  entry: ActivityEntry,
): Promise<void> {
  await tx<ActivityRow>('activity').insert({
    at: entry.at,
    actor: entry.actor,
    subject_kind: entry.subject.kind,
    subject_name: entry.subject.name,
    subject_uid: entry.subject.uid ?? null,
    change_id: entry.changeId ?? null,
    type: entry.type,
    message: entry.message,
  });
}
