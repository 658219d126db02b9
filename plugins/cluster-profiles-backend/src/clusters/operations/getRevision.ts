import type { Revision } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { InTransaction } from '../../changes/types';
import type { RevisionRow } from '../../database/tables';

/** One revision, or undefined. */
export async function getRevision(
  tx: InTransaction,
  options: { clusterUid: string; number: number },
): Promise<Revision | undefined> {
  const row = await tx<RevisionRow>('revisions')
    .where({ cluster_uid: options.clusterUid, number: options.number })
    .first();
  return row && toRevision(row);
}

/** All revisions of a cluster, newest first. */
export async function listRevisions(
  tx: InTransaction,
  options: { clusterUid: string },
): Promise<Revision[]> {
  const rows = await tx<RevisionRow>('revisions')
    .where({ cluster_uid: options.clusterUid })
    .orderBy('number', 'desc')
    .limit(500);
  return rows.map(toRevision);
}

function toRevision(row: RevisionRow): Revision {
  return {
    clusterUid: row.cluster_uid,
    number: row.number,
    digest: row.digest,
    desired: JSON.parse(row.desired),
    changeId: row.change_id,
    createdAt: row.created_at,
    state: row.state as Revision['state'],
  };
}
