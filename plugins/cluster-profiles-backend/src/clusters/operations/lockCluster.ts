import type { InTransaction } from '../../changes/types';
import type { ClusterRow } from '../../database/tables';

/**
 * Whoever moves changes of a cluster locks the cluster first and the changes after, so that two of them never wait for each
 * other. SQLite has one writer at a time and ignores it.
 */
export async function lockCluster(
  tx: InTransaction,
  uid: string | null,
): Promise<ClusterRow | undefined> {
  return uid === null
    ? undefined
    : tx<ClusterRow>('clusters').where({ uid }).forUpdate().first();
}
