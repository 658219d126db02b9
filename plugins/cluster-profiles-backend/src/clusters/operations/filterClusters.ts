import type { ClusterQuery } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Knex } from 'knex';

/** A profile version that holds a layer which is looked for. */
export type LayerHolder = { profile: string; version: string; type: string };

type Filters = ClusterQuery & {
  /** Of the layers that are looked for. */
  holders?: readonly LayerHolder[];
  visible?: (builder: Knex.QueryBuilder) => void;
};

/** Narrows clusters to those that all filters and the permission conditions let through. */
export function filterClusters(
  knex: Knex,
  builder: Knex.QueryBuilder,
  query: Filters,
): void {
  if (!query.includeDeleted) builder.whereNull('deleted_at');
  if (query.search) {
    builder.whereRaw(`${positionOf(knex)}(name, ?) > 0`, [
      query.search.toLowerCase(),
    ]);
  }
  for (const [column, values] of among(query)) {
    builder.whereIn(column, values);
  }
  if (query.holders) {
    runOneOf(knex, builder, query.holders);
  }
  if (query.withIssues) builder.where('has_issue', true);
  query.visible?.(builder);
}

/** Whether anything but permissions narrows the clusters. */
export function isFiltered(query: ClusterQuery): boolean {
  return Boolean(
    query.search ||
    query.layer?.length ||
    query.withIssues ||
    among(query).length > 0,
  );
}

/** Whether it takes the name or the UID of a cluster to tell that it is let through. */
export function isToldByName({ search, holders }: Filters): boolean {
  return Boolean(search || holders?.some(({ type }) => type === 'add-on'));
}

function among(query: ClusterQuery): Array<[string, string[]]> {
  const columns: Array<[string, string[] | undefined]> = [
    ['owner_ref', query.owner],
    ['target', query.target],
    ['stage', query.stage],
    ['phase', query.phase],
    ['profile', query.profile],
    ['profile_version', query.version],
    ['drift', query.drift],
  ];
  return columns.flatMap(([column, values]) =>
    values?.length ? [[column, values] as [string, string[]]] : [],
  );
}

function positionOf(knex: Knex): string {
  return knex.client.config.client === 'pg' ? 'strpos' : 'instr';
}

/** Profile versions that hold one of the layers, each `name` or `name@version`. */
export async function findHolders(
  knex: Knex,
  layers: readonly string[] | undefined,
): Promise<LayerHolder[] | undefined> {
  if (!layers?.length) {
    return undefined;
  }
  return knex('profile_version_layers')
    .join('profile_versions', {
      'profile_versions.profile': 'profile_version_layers.profile',
      'profile_versions.version': 'profile_version_layers.version',
    })
    .where(any => {
      for (const layer of layers) {
        const [, name, version] = /^([^@]*)(?:@(.*))?$/s.exec(layer)!;
        any.orWhere({
          name,
          ...(version === undefined ? {} : { layer_version: version }),
        });
      }
    })
    .distinct(
      'profile_versions.profile',
      'profile_versions.version',
      'profile_versions.type',
    );
}

/** The main profile stands on the cluster itself, which is quick to compare; add-on profiles stand beside it. */
function runOneOf(
  knex: Knex,
  builder: Knex.QueryBuilder,
  holders: readonly LayerHolder[],
): void {
  const addOns = holders.filter(({ type }) => type === 'add-on');
  builder.whereNotNull('desired_revision').where(either => {
    either.whereRaw('1 = 0');
    for (const profile of new Set(holders.map(holder => holder.profile))) {
      const versions = holders
        .filter(holder => holder.profile === profile)
        .map(({ version }) => version);
      either.orWhere(main =>
        main.where({ profile }).whereIn('profile_version', versions),
      );
    }
    if (addOns.length > 0) {
      const users = knex('revision_profiles').where(any => {
        for (const { profile, version } of addOns) {
          any.orWhere({ profile, version });
        }
      });
      either.orWhereIn('clusters.uid', users.select('cluster_uid'));
    }
  });
}
