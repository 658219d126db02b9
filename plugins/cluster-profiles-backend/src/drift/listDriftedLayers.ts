import type { Knex } from 'knex';

/** Names of the layers that drift, by UID of the cluster. */
export async function listDriftedLayers(
  knex: Knex,
  clusterUids: readonly string[],
): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  if (clusterUids.length === 0) {
    return found;
  }
  const rows: Array<{ cluster_uid: string; layer: string }> = await knex(
    'drift_findings',
  )
    .whereIn('cluster_uid', clusterUids)
    .whereNull('closed_at')
    .distinct('cluster_uid', 'layer')
    .orderBy('layer');
  for (const { cluster_uid, layer } of rows) {
    found.set(cluster_uid, [...(found.get(cluster_uid) ?? []), layer]);
  }
  return found;
}
