import type { Clock } from '@cluster-profiles/plugin-cluster-profiles-node';
import type { Knex } from 'knex';
import type { WorkRow } from '../database/tables';
import type { WorkItem, WorkKind } from './types';

/** Claims what is due, oldest first, in one transaction. A lapsed lease is due again. */
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

  return knex.transaction(async tx => {
    const due = (query: Knex.QueryBuilder) =>
      query
        .where('kind', kind)
        .where('due_at', '<=', now.toISOString())
        .where(free =>
          free
            .whereNull('lease_until')
            .orWhere('lease_until', '<=', now.toISOString()),
        );

    const select = due(tx<WorkRow>('work')).orderBy('due_at').limit(limit);
    // SQLite has one writer at a time, so the transaction is enough.
    const rows: WorkRow[] = await (tx.client.config.client === 'pg'
      ? select.forUpdate().skipLocked()
      : select);
    if (rows.length === 0) {
      return [];
    }

    await due(tx('work'))
      .whereIn(
        'id',
        rows.map(row => row.id),
      )
      .update({
        claimed_by: claimedBy,
        lease_until: new Date(
          now.getTime() + leaseSeconds * 1000,
        ).toISOString(),
      });
    return rows.map(({ id, ticket, attempts }) => ({
      kind,
      id,
      ticket,
      claimedBy,
      attempts,
    }));
  });
}
