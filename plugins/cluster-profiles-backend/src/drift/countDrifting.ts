import type { ProfileDrift } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Knex } from 'knex';

/** How many clusters of a profile drift in layers that it brings, by layer. */
export async function countDrifting(
  knex: Knex,
  options: {
    profile: string;
    visible: (clusters: Knex.QueryBuilder) => void;
  },
): Promise<Pick<ProfileDrift, 'clusters' | 'layers'>> {
  const { profile, visible } = options;
  const rows: Array<{ layer: string; cluster_uid: string }> = await knex(
    'drift_findings',
  )
    .join(
      'revision_profiles',
      'revision_profiles.cluster_uid',
      'drift_findings.cluster_uid',
    )
    .join('profile_version_layers', {
      'profile_version_layers.profile': 'revision_profiles.profile',
      'profile_version_layers.version': 'revision_profiles.version',
      'profile_version_layers.name': 'drift_findings.layer',
    })
    .where('revision_profiles.profile', profile)
    .whereNull('drift_findings.closed_at')
    .whereIn(
      'drift_findings.cluster_uid',
      knex('clusters')
        .whereNotNull('live_name')
        .where(clusters => visible(clusters))
        .select('uid'),
    )
    .distinct('drift_findings.layer', 'drift_findings.cluster_uid');
  const layers = new Map<string, number>();
  for (const { layer } of rows) {
    layers.set(layer, (layers.get(layer) ?? 0) + 1);
  }
  return {
    clusters: new Set(rows.map(row => row.cluster_uid)).size,
    layers: [...layers]
      .map(([layer, clusters]) => ({ layer, clusters }))
      .sort((a, b) => b.clusters - a.clusters || (a.layer < b.layer ? -1 : 1)),
  };
}
