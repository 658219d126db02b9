import type { Knex } from 'knex';
import type { InTransaction } from '../../changes/types';

/** Live clusters for each version in use, by `profile@version`; of one profile only where it is named. */
export async function countVersionUsers(
  knex: InTransaction,
  options: {
    profile?: string;
    /** Narrows the clusters that count. */
    visible?: (clusters: Knex.QueryBuilder) => void;
  } = {},
): Promise<Map<string, number>> {
  const query = knex('revision_profiles')
    .join('clusters', 'clusters.uid', 'revision_profiles.cluster_uid')
    .whereIn(
      'clusters.uid',
      knex('clusters')
        .whereNotNull('live_name')
        .where(clusters => options.visible?.(clusters))
        .select('uid'),
    )
    .groupBy('revision_profiles.profile', 'revision_profiles.version')
    .select('revision_profiles.profile', 'revision_profiles.version')
    .count({ clusters: '*' });
  const rows: unknown[] = await (options.profile === undefined
    ? query
    : query.where('revision_profiles.profile', options.profile));
  return new Map(
    (
      rows as Array<{
        profile: string;
        version: string;
        clusters: number | string;
      }>
    ).map(({ profile, version, clusters }) => [
      `${profile}@${version}`,
      // PostgreSQL counts in text
      Number(clusters),
    ]),
  );
}
