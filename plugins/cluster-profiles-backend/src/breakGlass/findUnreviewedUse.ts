import { reviewStanding } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Knex } from 'knex';
import type { BreakGlassRow, ChangeRow } from '../database/tables';
import type { RecordKeys } from '../record/RecordKeys';
import { findOpenUse, loadGlass } from './loadGlass';
import { isReviewSound } from './signGlass';
import { byPerson, isReviewer, toStanding, type Glass } from './whyNotReview';

/** What somebody did that others have yet to review, whatever its row says: closed is what the signed reviews close. */
export async function findUnreviewedUse(
  knex: Knex,
  options: { actor: string; keys: RecordKeys },
): Promise<{ summary: string } | undefined> {
  const { actor, keys } = options;
  const open = await findOpenUse(knex, actor);
  if (open) {
    return open;
  }
  const ids: string[] = await knex<BreakGlassRow>('break_glass')
    .where({ actor })
    .orderBy('at')
    .pluck('change_id');
  for (const id of ids) {
    const glass = await loadGlass(knex, id);
    if (glass && !isReviewed(glass, keys)) {
      return knex<ChangeRow>('changes').where({ id }).first('summary');
    }
  }
  return undefined;
}

function isReviewed(glass: Glass, keys: RecordKeys): boolean {
  const sound = glass.reviews.filter(
    review =>
      isReviewSound(keys, review, glass.use) &&
      isReviewer(glass, byPerson(review)),
  );
  return reviewStanding(sound.map(toStanding)).state !== 'open';
}
