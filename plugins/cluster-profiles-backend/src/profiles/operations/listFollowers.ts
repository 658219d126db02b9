import {
  followTarget,
  type FollowPolicy,
  type VersionWithState,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { InTransaction } from '../../changes/types';

/** Names of live clusters that would be proposed the new version by their follow policy, sorted. */
export async function listFollowers(
  knex: InTransaction,
  options: {
    profile: string;
    /** The version that would be published. */
    version: string;
    /** What is published already. */
    versions: readonly VersionWithState[];
  },
): Promise<string[]> {
  const { profile, version } = options;
  const rows: Array<{ name: string; follow: FollowPolicy; version: string }> =
    await knex('revision_profiles')
      .join('clusters', 'clusters.uid', 'revision_profiles.cluster_uid')
      .whereNotNull('clusters.live_name')
      .whereNot('clusters.phase', 'deleting')
      .whereIn('clusters.follow', ['patch', 'minor'])
      .where('revision_profiles.profile', profile)
      .select('clusters.name', 'clusters.follow', 'revision_profiles.version');
  const versions = [
    ...options.versions,
    { version, state: 'published' as const },
  ];
  return rows
    .filter(row => followTarget(row.follow, row.version, versions) === version)
    .map(({ name }) => name)
    .sort();
}
