import type { Knex } from 'knex';
import type { InTransaction } from '../../changes/types';

/** Names of live clusters that are to run the version, or run it until what replaces it is proven; sorted. */
export async function listVersionUsers(
  knex: InTransaction,
  options: {
    profile: string;
    version: string;
    /** Narrows the clusters. */
    visible?: (clusters: Knex.QueryBuilder) => void;
  },
): Promise<string[]> {
  const { profile, version, visible } = options;
  const uses = (table: 'revision_profiles' | 'leaving_profiles') =>
    knex(table).where({ profile, version }).select('cluster_uid');
  const rows: Array<{ name: string }> = await knex('clusters')
    .whereNotNull('live_name')
    .whereIn('uid', uses('revision_profiles').union([uses('leaving_profiles')]))
    .where(clusters => visible?.(clusters))
    .select('name');
  return rows.map(({ name }) => name).sort();
}
