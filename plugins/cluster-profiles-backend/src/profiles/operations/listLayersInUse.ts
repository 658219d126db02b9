import type { LayerInUse } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { InTransaction } from '../../changes/types';
import type { ProfileVersionLayerRow } from '../../database/tables';

/** Every layer of every published version, with the profile versions and the live clusters that have it. */
export async function listLayersInUse(
  knex: InTransaction,
): Promise<LayerInUse[]> {
  const layers = await knex<ProfileVersionLayerRow>(
    'profile_version_layers',
  ).orderBy(['name', 'layer_version', 'profile', 'version']);
  const clusters = await clustersByVersion(knex);
  const found = new Map<string, LayerInUse>();
  for (const row of layers) {
    const { name, kind, category, layer_version: version } = row;
    const key = JSON.stringify([name, kind, category, version]);
    const layer = found.get(key) ?? {
      name,
      kind,
      ...(category === null ? {} : { category }),
      version,
      profiles: [],
      clusters: [],
    };
    layer.profiles.push({ name: row.profile, version: row.version });
    layer.clusters.push(
      ...(clusters.get(`${row.profile}@${row.version}`) ?? []),
    );
    found.set(key, layer);
  }
  return [...found.values()].map(layer => ({
    ...layer,
    clusters: [...new Set(layer.clusters)].sort(),
  }));
}

async function clustersByVersion(
  knex: InTransaction,
): Promise<Map<string, string[]>> {
  const rows: Array<{ name: string; profile: string; version: string }> =
    await knex('revision_profiles')
      .join('clusters', 'clusters.uid', 'revision_profiles.cluster_uid')
      .whereNotNull('clusters.live_name')
      .select(
        'clusters.name',
        'revision_profiles.profile',
        'revision_profiles.version',
      );
  const names = new Map<string, string[]>();
  for (const { name, profile, version } of rows) {
    const key = `${profile}@${version}`;
    names.set(key, [...(names.get(key) ?? []), name]);
  }
  return names;
}
