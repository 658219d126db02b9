import type { InTransaction } from '../../changes/types';

/** Names of live clusters whose desired state names the version, sorted. */
export async function listVersionUsers(
  knex: InTransaction,
  options: { profile: string; version: string },
): Promise<string[]> {
  const { profile, version } = options;
  const rows: Array<{ name: string }> = await knex('revision_profiles')
    .join('clusters', 'clusters.uid', 'revision_profiles.cluster_uid')
    .whereNotNull('clusters.live_name')
    .where('revision_profiles.profile', profile)
    .where('revision_profiles.version', version)
    .select('clusters.name');
  return rows.map(({ name }) => name).sort();
}
