import type { Knex } from 'knex';
import type { ProviderGroup } from './summarizeProviders';

/** Clusters that providers should answer for, counted by provider and target in one query. */
export async function listProviderGroups(
  knex: Knex,
  options: {
    /** Looked at before this, a cluster is overdue. */
    overdueBefore: string;
    /** Narrows the clusters that count. */
    visible: (clusters: Knex.QueryBuilder) => void;
  },
): Promise<ProviderGroup[]> {
  const rows: Array<Record<keyof ProviderGroup, string | number | null>> =
    await knex('clusters')
      .whereNotNull('live_name')
      // Nobody asks a provider for what is only requested.
      .whereNotNull('desired_revision')
      .where(clusters => options.visible(clusters))
      .groupBy('provider', 'target')
      .orderBy(['provider', 'target'])
      .select('provider', 'target')
      .count({ clusters: '*' })
      .max({ answeredAt: 'observed_at' })
      .select(
        knex.raw(
          `sum(case when phase = 'unknown' then 1 else 0 end) as unanswered`,
        ),
        // What is held may not be looked at, on purpose.
        knex.raw(
          `sum(case when phase not in ('unknown', 'held') and coalesce(observed_at, updated_at) < ? then 1 else 0 end) as overdue`,
          [options.overdueBefore],
        ),
        knex.raw(
          `max(case when phase = 'unknown' then phase_reason end) as reason`,
        ),
      );
  return rows.map(row => ({
    provider: String(row.provider),
    target: String(row.target),
    // PostgreSQL counts in text
    clusters: Number(row.clusters),
    unanswered: Number(row.unanswered),
    overdue: Number(row.overdue),
    answeredAt: row.answeredAt as string | null,
    reason: row.reason as string | null,
  }));
}
