import {
  ERASED,
  type Activity,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { ActivityRow, ActivityWordsRow } from '../database/tables';

export type ActivityWithWords = ActivityRow &
  Pick<ActivityWordsRow, 'actor' | 'on_behalf_of' | 'message' | 'salt'>;

export function toActivity(row: ActivityWithWords): Activity {
  return {
    id: row.id,
    at: row.at,
    actor: row.actor,
    onBehalfOf: row.on_behalf_of ?? undefined,
    subject: {
      kind: row.subject_kind as Activity['subject']['kind'],
      name: row.subject_name,
      uid: row.subject_uid ?? undefined,
    },
    changeId: row.change_id ?? undefined,
    type: row.type,
    message: row.message ?? ERASED,
    difference: row.difference ? JSON.parse(row.difference) : undefined,
    requestId: row.request_id ?? undefined,
    sequence: row.sequence,
    hash: row.hash,
  };
}
