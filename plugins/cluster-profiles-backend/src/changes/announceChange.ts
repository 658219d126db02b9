import type { ChangeRow } from '../database/tables';
import type { ChangeContext } from './ChangeContext';

/** After the transaction: tells open pages, the catalog and the worker. */
export async function announceChange(
  context: Pick<ChangeContext, 'announce' | 'wake'>,
  change: Pick<
    ChangeRow,
    'id' | 'subject_kind' | 'subject_name' | 'subject_uid'
  >,
): Promise<void> {
  context.wake();
  await context.announce({ subject: 'change', name: change.id });
  await context.announce({
    subject: change.subject_kind as 'cluster' | 'profile',
    name: change.subject_name,
    ...(change.subject_uid ? { uid: change.subject_uid } : {}),
  });
}
