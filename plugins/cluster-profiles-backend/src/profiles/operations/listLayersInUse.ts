import type { LayerInUse } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Knex } from 'knex';
import type { InTransaction } from '../../changes/types';
import type { ProfileVersionLayerRow } from '../../database/tables';

/** Clusters that are named for each layer; the others are only counted. */
const NAMED = 20;

type Users = { count: number; names: string[] };

/** Every layer of every published version, with the profile versions and the live clusters that have it. */
export async function listLayersInUse(
  knex: InTransaction,
  options: {
    /** Narrows the clusters that count. */
    visible?: (clusters: Knex.QueryBuilder) => void;
  } = {},
): Promise<LayerInUse[]> {
  const rows = await knex<ProfileVersionLayerRow>(
    'profile_version_layers',
  ).orderBy(['name', 'layer_version', 'profile', 'version']);
  const users = await usersByVersion(knex, options);
  const layers = new Map<string, LayerInUse>();
  for (const row of rows) {
    const { name, kind, category, layer_version: version } = row;
    const key = JSON.stringify([name, kind, category, version]);
    const layer = layers.get(key) ?? {
      name,
      kind,
      ...(category === null ? {} : { category }),
      version,
      profiles: [],
      clusterCount: 0,
      clusters: [],
    };
    const { count, names } = users.get(`${row.profile}@${row.version}`) ?? {
      count: 0,
      names: [],
    };
    layers.set(key, {
      ...layer,
      profiles: [
        ...layer.profiles,
        { name: row.profile, version: row.version },
      ],
      // A cluster has a layer from one of its profiles only, so nothing counts twice.
      clusterCount: layer.clusterCount + count,
      clusters: [...layer.clusters, ...names].sort().slice(0, NAMED),
    });
  }
  return [...layers.values()];
}

/** How many clusters each profile version has, and the first of them by name. */
async function usersByVersion(
  knex: InTransaction,
  { visible }: { visible?: (clusters: Knex.QueryBuilder) => void },
): Promise<Map<string, Users>> {
  const live = knex('clusters')
    .whereNotNull('live_name')
    .where(clusters => visible?.(clusters))
    .select('uid', 'name');
  const ranked = knex('revision_profiles')
    .join(live.as('live'), 'live.uid', 'revision_profiles.cluster_uid')
    .select(
      'profile',
      'version',
      'name',
      knex.raw('count(*) over (partition by profile, version) as clusters'),
      knex.raw(
        'row_number() over (partition by profile, version order by name) as place',
      ),
    );
  const rows: Array<{
    profile: string;
    version: string;
    name: string;
    clusters: number | string;
  }> = await knex
    .from(ranked.as('ranked'))
    .where('place', '<=', NAMED)
    .orderBy(['profile', 'version', 'name'])
    .select('profile', 'version', 'name', 'clusters');
  const users = new Map<string, Users>();
  for (const { profile, version, name, clusters } of rows) {
    const key = `${profile}@${version}`;
    const found = users.get(key) ?? { count: Number(clusters), names: [] };
    found.names.push(name);
    users.set(key, found);
  }
  return users;
}
