import type { Clock } from '@cluster-profiles/plugin-cluster-profiles-node';
import type { Knex } from 'knex';
import type { WorkRow } from '../database/tables';
import type { WorkItem, WorkKind } from './types';

/** Claims what is due, oldest first, in one statement. A lapsed lease is due again. */
export async function claimWork(
  knex: Knex,
  options: {
    kind: WorkKind;
    limit: number;
    leaseSeconds: number;
    /** Must be new for each call. */
    claimedBy: string;
    clock: Clock;
  },
): Promise<WorkItem[]> {
  const { kind, limit, leaseSeconds, claimedBy, clock } = options;
  const now = clock.now();
  const due = knex<WorkRow>('work')
    .where('kind', kind)
    .where('due_at', '<=', now.toISOString())
    .where(free =>
      free
        .whereNull('lease_until')
        .orWhere('lease_until', '<=', now.toISOString()),
    )
    .orderBy('due_at')
    .limit(limit)
    .select('id');
  // SQLite has one writer at a time, so the statement is enough.
  const free =
    knex.client.config.client === 'pg' ? due.forUpdate().skipLocked() : due;
  const rows: WorkRow[] = await knex<WorkRow>('work')
    .where({ kind })
    .whereIn('id', knex.with('free', free).from('free').select('id'))
    .update({
      claimed_by: claimedBy,
      lease_until: new Date(now.getTime() + leaseSeconds * 1000).toISOString(),
    })
    .returning(['id', 'ticket', 'attempts', 'due_at']);
  return rows
    .sort((a, b) => (a.due_at < b.due_at ? -1 : 1))
    .map(({ id, ticket, attempts }) => ({
      kind,
      id,
      ticket,
      claimedBy,
      attempts,
    }));
}
