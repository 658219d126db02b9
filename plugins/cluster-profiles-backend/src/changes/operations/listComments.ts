import type { ChangeComment } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { InTransaction } from '../types';

export const COMMENTED = 'change-commented';

/** What was said about a change, first one first. The record is where it is kept. */
export async function listComments(
  tx: InTransaction,
  changeId: string,
): Promise<ChangeComment[]> {
  const rows: Array<{ at: string; actor: string; message: string | null }> =
    await tx('activity')
      .join('activity_words', 'activity_words.activity_id', 'activity.id')
      .where({ change_id: changeId, type: COMMENTED })
      .orderBy('activity.id')
      .select('activity.at', 'actor', 'message');
  return rows.map(({ at, actor, message }) => ({
    at,
    author: actor,
    text: message ?? undefined,
  }));
}
