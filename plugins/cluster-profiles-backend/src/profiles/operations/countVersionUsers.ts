import type { Knex } from 'knex';
import type { InTransaction } from '../../changes/types';

/** Live clusters that use a profile version. */
export interface VersionUsers {
  /** Those whose desired state names it. */
  clusters: number;
  /** Further ones that run it until what replaces it is proven. */
  leaving: number;
}

interface Options {
  profile?: string;
  /** Narrows the clusters that count. */
  visible?: (clusters: Knex.QueryBuilder) => void;
}

/** Live clusters for each version in use, by `profile@version`; of one profile only where it is named. */
export async function countVersionUsers(
  knex: InTransaction,
  options: Options = {},
): Promise<Map<string, VersionUsers>> {
  const users = new Map<string, VersionUsers>();
  for (const [key, clusters] of await count(
    knex,
    'revision_profiles',
    options,
  )) {
    users.set(key, { clusters, leaving: 0 });
  }
  for (const [key, leaving] of await count(knex, 'leaving_profiles', options)) {
    users.set(key, { clusters: users.get(key)?.clusters ?? 0, leaving });
  }
  return users;
}

async function count(
  knex: InTransaction,
  table: 'revision_profiles' | 'leaving_profiles',
  { profile, visible }: Options,
): Promise<Array<[key: string, clusters: number]>> {
  const rows: Array<{
    profile: string;
    version: string;
    clusters: number | string;
  }> = await knex(table)
    .whereIn(
      'cluster_uid',
      knex('clusters')
        .whereNotNull('live_name')
        .where(clusters => visible?.(clusters))
        .select('uid'),
    )
    .modify(uses => {
      if (profile !== undefined) uses.where({ profile });
    })
    .groupBy('profile', 'version')
    .select('profile', 'version')
    .count({ clusters: '*' });
  return rows.map(row => [
    `${row.profile}@${row.version}`,
    // PostgreSQL counts in text
    Number(row.clusters),
  ]);
}
