import type { InTransaction } from '../changes/types';
import type {
  BreakGlassPartyRow,
  BreakGlassReviewRow,
  BreakGlassRow,
  ChangeRow,
} from '../database/tables';
import type { Glass } from './whyNotReview';

/** All that is stored of the use of break glass for a change; undefined where there was none. */
export async function loadGlass(
  tx: InTransaction,
  changeId: string,
  options: { lock?: boolean } = {},
): Promise<Glass | undefined> {
  const about = { change_id: changeId };
  const query = tx<BreakGlassRow>('break_glass').where(about);
  const use: BreakGlassRow | undefined = await (
    options.lock ? query.forUpdate() : query
  ).first();
  return (
    use && {
      use,
      reviews: await tx<BreakGlassReviewRow>('break_glass_reviews')
        .where(about)
        .orderBy('id'),
      parties: await tx<BreakGlassPartyRow>('break_glass_parties')
        .where(about)
        .orderBy('ref'),
    }
  );
}

/** The use that stands for the approvals of a change's present plan; one of an earlier plan does not. */
export async function findCountedGlass(
  tx: InTransaction,
  change: Pick<ChangeRow, 'id' | 'plan_digest' | 'planned_at'>,
): Promise<BreakGlassRow | undefined> {
  return tx<BreakGlassRow>('break_glass')
    .where({
      change_id: change.id,
      plan_digest: change.plan_digest ?? '',
      planned_at: change.planned_at ?? '',
    })
    .first();
}

/** The use whose review is still open, of one person; the database has at most one. */
export async function findOpenUse(
  tx: InTransaction,
  actor: string,
): Promise<{ summary: string } | undefined> {
  return tx('break_glass')
    .join('changes', 'changes.id', 'break_glass.change_id')
    .where({ 'break_glass.actor': actor })
    .whereNull('break_glass.closed_at')
    .first('changes.summary');
}
