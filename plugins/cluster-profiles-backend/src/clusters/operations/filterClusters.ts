import type { ClusterQuery } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Knex } from 'knex';

export type ProfileAtVersion = { profile: string; version: string };

/** A profile version that holds a layer which is looked for. */
export type LayerHolder = ProfileAtVersion & {
  type: string;
  /** Some cluster is to leave it, but runs it until what replaces it is proven. */
  left: boolean;
};

type Filters = ClusterQuery & {
  /** Those of the profiles that are looked for which run beside a main profile. */
  addOns?: readonly string[];
  /** Of the layers that are looked for. */
  holders?: readonly LayerHolder[];
  /** Versions of profiles that have a newer one. */
  outdated?: readonly ProfileAtVersion[];
  /** Minor versions of Kubernetes that upstream supports no more. */
  endedMinors?: readonly string[];
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
  builder.where(either => runOneOfProfiles(knex, either, query));
  if (query.holders) {
    runOneOf(knex, builder, query.holders);
  }
  if (query.outdated) {
    builder.where(main => isOnOneOf(main, query.outdated!));
  }
  if (query.endedMinors) {
    builder.where(any => isOfOneOf(any, query.endedMinors!));
  }
  if (query.withIssues) builder.where('has_issue', true);
  query.visible?.(builder);
}

/** Whether it takes the name or the identity of a cluster to tell that it is let through. */
export function isToldByRow({ search, holders, addOns }: Filters): boolean {
  return Boolean(
    search ||
    addOns?.length ||
    holders?.some(({ type, left }) => type === 'add-on' || left),
  );
}

function among(query: ClusterQuery): Array<[string, string[]]> {
  const columns: Array<[string, string[] | undefined]> = [
    ['owner_ref', query.owner],
    ['target', query.target],
    ['stage', query.stage],
    ['phase', query.phase],
    ['drift', query.drift],
  ];
  return columns.flatMap(([column, values]) =>
    values?.length ? [[column, values] as [string, string[]]] : [],
  );
}

function positionOf(knex: Knex): string {
  return knex.client.config.client === 'pg' ? 'strpos' : 'instr';
}

/** Profile versions that hold one of the layers, each `name` or `name@version` of a layer or its component. */
export async function findHolders(
  knex: Knex,
  layers: readonly string[] | undefined,
): Promise<LayerHolder[] | undefined> {
  if (!layers?.length) {
    return undefined;
  }
  const rows: Array<Omit<LayerHolder, 'left'> & { leaver: string | null }> =
    await knex('profile_version_layers')
      .join('profile_versions', {
        'profile_versions.profile': 'profile_version_layers.profile',
        'profile_versions.version': 'profile_version_layers.version',
      })
      .where(any => {
        for (const layer of layers) {
          const [, name, version] = /^([^@]*)(?:@(.*))?$/s.exec(layer)!;
          for (const column of ['name', 'component']) {
            any.orWhere({
              [`profile_version_layers.${column}`]: name,
              ...(version === undefined ? {} : { layer_version: version }),
            });
          }
        }
      })
      .leftJoin(
        knex('leaving_profiles')
          .distinct('profile as left_profile', 'version as left_version')
          .as('leaving'),
        {
          left_profile: 'profile_versions.profile',
          left_version: 'profile_versions.version',
        },
      )
      .distinct(
        'profile_versions.profile',
        'profile_versions.version',
        'profile_versions.type',
        'left_profile as leaver',
      );
  return rows.map(({ leaver, ...holder }) => ({
    ...holder,
    left: leaver !== null,
  }));
}

/** Of the profiles that are looked for, those that are add-on profiles. */
export async function findAddOns(
  knex: Knex,
  profiles: readonly string[] | undefined,
): Promise<string[]> {
  return profiles?.length
    ? knex('profile_versions')
        .where({ type: 'add-on' })
        .whereIn('profile', profiles)
        .distinct()
        .pluck('profile')
    : [];
}

/** Of what a cluster is to run: the main profile, which stands on the cluster itself, or an add-on profile beside it. */
function runOneOfProfiles(
  knex: Knex,
  either: Knex.QueryBuilder,
  { profile, version, addOns }: Filters,
): void {
  const narrow =
    (profiles: readonly string[] | undefined, versionColumn: string) =>
    (builder: Knex.QueryBuilder) => {
      if (profiles?.length) builder.whereIn('profile', profiles);
      if (version?.length) builder.whereIn(versionColumn, version);
    };
  either.where(narrow(profile, 'profile_version'));
  if (addOns?.length) {
    either.orWhereIn(
      'clusters.uid',
      knex('revision_profiles')
        .where(narrow(addOns, 'version'))
        .select('cluster_uid'),
    );
  }
}

/** The main profile stands on the cluster itself, which is quick to compare; add-on profiles, and those that it is to leave, stand beside it. */
function runOneOf(
  knex: Knex,
  builder: Knex.QueryBuilder,
  holders: readonly LayerHolder[],
): void {
  const beside: Array<[table: string, versions: LayerHolder[]]> = [
    ['revision_profiles', holders.filter(({ type }) => type === 'add-on')],
    ['leaving_profiles', holders.filter(({ left }) => left)],
  ];
  builder.whereNotNull('desired_revision').where(either => {
    isOnOneOf(either, holders);
    for (const [table, versions] of beside) {
      if (versions.length > 0) {
        const users = knex(table).where(any => {
          for (const { profile, version } of versions) {
            any.orWhere({ profile, version });
          }
        });
        either.orWhereIn('clusters.uid', users.select('cluster_uid'));
      }
    }
  });
}

function isOnOneOf(
  either: Knex.QueryBuilder,
  versions: readonly ProfileAtVersion[],
): void {
  either.whereRaw('1 = 0');
  for (const profile of new Set(versions.map(entry => entry.profile))) {
    const own = versions
      .filter(entry => entry.profile === profile)
      .map(({ version }) => version);
    either.orWhere(main =>
      main.where({ profile }).whereIn('profile_version', own),
    );
  }
}

function isOfOneOf(any: Knex.QueryBuilder, minors: readonly string[]): void {
  any.whereRaw('1 = 0');
  for (const minor of minors) {
    any.orWhere('kubernetes_version', 'like', `${minor}.%`);
    any.orWhere('kubernetes_version', 'like', `v${minor}.%`);
  }
}
