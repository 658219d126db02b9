import type { RecordEntry } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Knex } from 'knex';
import type { ActivityWithWords } from '../activity/toActivity';

/** A part of the chain of a subject, as an export holds it, first entry first. */
export async function loadEntries(
  knex: Knex,
  subject: string,
  options: { after?: number; limit?: number } = {},
): Promise<RecordEntry[]> {
  const rows: ActivityWithWords[] = await knex('activity')
    .join('activity_words', 'activity_words.activity_id', 'activity.id')
    .where({ subject })
    .where('sequence', '>', options.after ?? 0)
    .orderBy('sequence')
    .limit(options.limit ?? 500);
  return rows.map(toEntry);
}

function toEntry(row: ActivityWithWords): RecordEntry {
  return {
    subject: row.subject,
    sequence: row.sequence,
    previous: row.previous,
    at: row.at,
    type: row.type,
    changeId: row.change_id ?? undefined,
    difference: row.difference ? JSON.parse(row.difference) : undefined,
    requestId: row.request_id ?? undefined,
    words: row.words,
    hash: row.hash,
    said:
      row.salt === null || row.message === null
        ? undefined
        : {
            actor: row.actor,
            onBehalfOf: row.on_behalf_of ?? undefined,
            message: row.message,
            salt: row.salt,
          },
  };
}
