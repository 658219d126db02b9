import { NotFoundError } from '@backstage/errors';
import type { ApprovalRow, ChangeRow } from '../../database/tables';
import type { InTransaction } from '../types';

/** Throws `NotFoundError`. */
export async function getChange(
  tx: InTransaction,
  id: string,
): Promise<ChangeRow> {
  const row = await tx<ChangeRow>('changes').where({ id }).first();
  if (!row) {
    throw new NotFoundError(`There is no change '${id}'`);
  }
  return row;
}

/** Decisions on the change's present plan; those on earlier plans do not count. */
export async function listDecisions(
  tx: InTransaction,
  change: Pick<ChangeRow, 'id' | 'plan_digest' | 'planned_at'>,
): Promise<ApprovalRow[]> {
  if (!change.plan_digest || !change.planned_at) {
    return [];
  }
  return tx<ApprovalRow>('approvals')
    .where({
      change_id: change.id,
      plan_digest: change.plan_digest,
      planned_at: change.planned_at,
    })
    .orderBy('id');
}
