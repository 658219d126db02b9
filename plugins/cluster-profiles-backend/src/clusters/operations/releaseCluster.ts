import type { InTransaction } from '../../changes/types';
import type { ClusterRow, WorkRow } from '../../database/tables';

/** The cluster is gone, or never came to be: its name is free again, its row and revisions stay. */
export async function releaseCluster(
  tx: InTransaction,
  options: { clusterUid: string; reason: string; now: string },
): Promise<void> {
  await tx<ClusterRow>('clusters')
    .where({ uid: options.clusterUid, deleted_at: null })
    .update({
      live_name: null,
      phase: 'deleted',
      phase_reason: options.reason,
      has_issue: false,
      deleted_at: options.now,
      updated_at: options.now,
    });
  for (const table of ['revision_profiles', 'leaving_profiles']) {
    await tx(table).where({ cluster_uid: options.clusterUid }).delete();
  }
  await tx<WorkRow>('work')
    .where({ kind: 'cluster', id: options.clusterUid })
    .delete();
}
