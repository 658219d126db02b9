import type { ChangeRow } from '../database/tables';
import type { ChangeContext } from './ChangeContext';

/**
 * After the transaction: tells open pages, the catalog and the worker, and takes the time. Changes that wait on the same subject are told of as
 * well: what happened to this one may void their plans.
 */
export async function announceChange(
  context: Pick<ChangeContext, 'announce' | 'knex' | 'times' | 'wake'>,
  /** As it stood before. */
  change: Pick<
    ChangeRow,
    | 'id'
    | 'subject_kind'
    | 'subject_name'
    | 'subject_uid'
    | 'accepted_at'
    | 'finished_at'
  >,
): Promise<void> {
  context.wake();
  await context.times.moved(change);
  await context.announce({ subject: 'change', name: change.id });
  await context.announce({
    subject: change.subject_kind as 'cluster' | 'profile',
    name: change.subject_name,
    ...(change.subject_uid ? { uid: change.subject_uid } : {}),
  });
  const { subject_kind, subject_name, subject_uid } = change;
  const waiting = await context
    .knex<ChangeRow>('changes')
    .where({ subject_kind, subject_name, subject_uid })
    .where({ state: 'awaiting-approval' })
    .whereNot({ id: change.id })
    .select('id');
  for (const { id } of waiting) {
    await context.announce({ subject: 'change', name: id });
  }
}
