import type { ClusterPhase } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Knex } from 'knex';
import { walk } from '../clusters/operations/walk';
import type { FleetGroup } from './summarizeFleet';

/** Clusters counted by all that a summary tells apart, in one query. */
export async function listFleetGroups(
  knex: Knex,
  options: {
    /** Narrows the clusters that count. */
    visible: (clusters: Knex.QueryBuilder) => void;
  },
): Promise<FleetGroup[]> {
  const fields = [
    'profile',
    'profile_version',
    'kubernetes_version',
    'phase',
    'drift',
    'has_issue',
  ];
  const rows: Array<Record<string, unknown>> = await walk(
    knex,
    'clusters_listing',
  )
    .whereNull('deleted_at')
    .where(clusters => options.visible(clusters))
    .groupBy(fields)
    .select(fields)
    .count({ clusters: '*' });
  return rows.map(row => ({
    profile: row.profile as string,
    version: row.profile_version as string,
    kubernetesVersion: row.kubernetes_version as string | null,
    phase: row.phase as ClusterPhase,
    drift: row.drift as string,
    hasIssue: Boolean(row.has_issue),
    // PostgreSQL counts in text
    clusters: Number(row.clusters),
  }));
}
