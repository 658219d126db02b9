import type { LayerInUse } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Knex } from 'knex';
import type { InTransaction } from '../../changes/types';
import type {
  LeavingProfileRow,
  ProfileVersionLayerRow,
  RevisionProfileRow,
} from '../../database/tables';
import { narrowVersions, type NarrowProfiles } from './listProfileResources';

/** Clusters that are named for each layer; the others are only counted. */
const NAMED = 20;

type Users = { count: number; names: string[] };

/** Every layer of every published version, with the profile versions and the live clusters that have it. */
export async function listLayersInUse(
  knex: InTransaction,
  options: {
    /** Narrows the clusters that count. */
    visible?: (clusters: Knex.QueryBuilder) => void;
    /** Narrows the versions that are there at all. */
    readable?: NarrowProfiles;
  } = {},
): Promise<LayerInUse[]> {
  const { readable } = options;
  const rows: ProfileVersionLayerRow[] = await knex<ProfileVersionLayerRow>(
    'profile_version_layers',
  )
    .modify(layers => {
      if (readable) narrowVersions(knex, layers, readable);
    })
    .orderBy(['name', 'layer_version', 'profile', 'version']);
  const users = await usersByVersion(knex, options);
  const leavers = await leaversByLayer(knex, options);
  const layers = new Map<string, LayerInUse>();
  for (const row of rows) {
    const key = keyOf(row);
    const leaving = leavers.get(key) ?? [];
    const layer = layers.get(key) ?? {
      name: row.name,
      kind: row.kind,
      ...(row.category === null ? {} : { category: row.category }),
      version: row.layer_version,
      ...(row.component === null ? {} : { component: row.component }),
      profiles: [],
      clusterCount: leaving.length,
      leaving: leaving.length,
      clusters: leaving.sort().slice(0, NAMED),
    };
    const { count, names } = users.get(atVersion(row)) ?? {
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

function keyOf(row: ProfileVersionLayerRow): string {
  const { name, kind, category, layer_version: version, component } = row;
  return JSON.stringify([name, kind, category, version, component]);
}

function atVersion(row: { profile: string; version: string }): string {
  return `${row.profile}@${row.version}`;
}

function add<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key);
  if (list) {
    list.push(value);
  } else {
    lists.set(key, [value]);
  }
}

/** Clusters that run a layer which they are to leave: what was proven last has it, what is desired has not. */
async function leaversByLayer(
  knex: InTransaction,
  { visible }: { visible?: (clusters: Knex.QueryBuilder) => void },
): Promise<Map<string, string[]>> {
  const left: Array<LeavingProfileRow & { name: string }> = await knex(
    'leaving_profiles',
  )
    .join(liveClusters(knex, visible), 'live.uid', 'cluster_uid')
    .select('cluster_uid', 'profile', 'version', 'name');
  if (left.length === 0) {
    return new Map();
  }
  const desired: RevisionProfileRow[] = await knex<RevisionProfileRow>(
    'revision_profiles',
  ).whereIn('cluster_uid', knex('leaving_profiles').select('cluster_uid'));
  // Also of what the caller may not see: what stays in a hidden version does not leave.
  const layers = await knex<ProfileVersionLayerRow>(
    'profile_version_layers',
  ).whereIn(
    'profile',
    [...left, ...desired].map(({ profile }) => profile),
  );
  const keysByVersion = new Map<string, string[]>();
  for (const layer of layers) {
    add(keysByVersion, atVersion(layer), keyOf(layer));
  }
  const versionsByCluster = new Map<string, string[]>();
  for (const row of desired) {
    add(versionsByCluster, row.cluster_uid, atVersion(row));
  }
  const leavers = new Map<string, string[]>();
  for (const row of left) {
    const kept = new Set(
      versionsByCluster
        .get(row.cluster_uid)
        ?.flatMap(version => keysByVersion.get(version) ?? []),
    );
    for (const key of keysByVersion.get(atVersion(row)) ?? []) {
      if (!kept.has(key)) {
        add(leavers, key, row.name);
      }
    }
  }
  return leavers;
}

/** How many clusters each profile version has, and the first of them by name. */
async function usersByVersion(
  knex: InTransaction,
  { visible }: { visible?: (clusters: Knex.QueryBuilder) => void },
): Promise<Map<string, Users>> {
  const ranked = knex('revision_profiles')
    .join(liveClusters(knex, visible), 'live.uid', 'cluster_uid')
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
    const key = atVersion({ profile, version });
    const found = users.get(key) ?? { count: Number(clusters), names: [] };
    found.names.push(name);
    users.set(key, found);
  }
  return users;
}

function liveClusters(
  knex: InTransaction,
  visible?: (clusters: Knex.QueryBuilder) => void,
): Knex.QueryBuilder {
  return knex('clusters')
    .whereNotNull('live_name')
    .where(clusters => visible?.(clusters))
    .select('uid', 'name')
    .as('live');
}
