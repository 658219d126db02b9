import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { WorkKind } from './types';

/**
 * Asks for work, inside the transaction that decides where there is one. Asking twice is asking once, at the sooner time;
 * the new ticket makes work that is under way come round again.
 */
export async function enqueueWork(
  tx: Knex,
  { kind, id, dueAt }: { kind: WorkKind; id: string; dueAt: Date },
): Promise<void> {
  await tx('work')
    .insert({
      kind,
      id,
      due_at: dueAt.toISOString(),
      ticket: randomUUID(),
      attempts: 0,
    })
    .onConflict(['kind', 'id'])
    .merge({
      ticket: tx.raw('excluded.ticket'),
      due_at: tx.raw(
        'case when work.due_at < excluded.due_at then work.due_at else excluded.due_at end',
      ),
    });
}
