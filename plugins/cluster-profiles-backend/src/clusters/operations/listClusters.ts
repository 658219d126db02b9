import type { ClusterQuery } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Knex } from 'knex';
import { isSqlite } from '../../database/isSqlite';
import type { ClusterRow } from '../../database/tables';
import {
  filterClusters,
  findAddOns,
  findHolders,
  isToldByRow,
} from './filterClusters';
import { findOutdated } from './findOutdated';
import { walk } from './walk';

const SORT_COLUMNS = {
  name: 'name',
  owner: 'owner_ref',
  target: 'target',
  stage: 'stage',
  phase: 'phase_rank',
  profile: 'profile',
  kubernetesVersion: 'kubernetes_version',
  createdAt: 'created_at',
  updatedAt: 'updated_at',
} as const satisfies Record<
  NonNullable<ClusterQuery['sort']>,
  keyof ClusterRow | 'phase_rank'
>;

const COLUMNS = [
  'uid',
  'name',
  'owner_ref',
  'description',
  'target',
  'provider',
  'region',
  'stage',
  'desired_revision',
  'applied_revision',
  'phase',
  'phase_reason',
  'has_issue',
  'profile',
  'profile_version',
  'kubernetes_version',
  'drift',
  'follow',
  'paused',
  'protected',
  'ends_on',
  'overrides_expire_at',
  'observed_at',
  'created_at',
  'updated_at',
] as const satisfies Array<keyof ClusterRow>;

/** A cluster as lists have it: without what is long. */
export type ListedClusterRow = Pick<ClusterRow, (typeof COLUMNS)[number]>;

/**
 * One page of clusters: filters, order, paging and permission conditions are the database's work. Indexes alone say which
 * clusters are on the page and how many there are; only rows of the page are read.
 */
export async function listClusters(
  knex: Knex,
  query: ClusterQuery & {
    offset: number;
    limit: number;
    /** Minor versions of Kubernetes that upstream supports no more. */
    endedMinors?: readonly string[];
    visible?: (builder: Knex.QueryBuilder) => void;
  },
): Promise<{ rows: ListedClusterRow[]; totalCount: number }> {
  const filters = {
    ...query,
    addOns: await findAddOns(knex, query.profile),
    holders: await findHolders(knex, query.layer),
    outdated: query.behind ? await findOutdated(knex) : undefined,
    endedMinors: query.unsupported ? (query.endedMinors ?? []) : undefined,
  };
  const column = SORT_COLUMNS[query.sort ?? 'name'];
  const direction = query.order ?? 'asc';
  // Both in one direction, so that an index can be walked backwards.
  const order = [column, 'uid'].map(name => ({
    column: `clusters.${name}`,
    order: direction,
  }));
  const indexes = {
    page: indexOfPage(query, column),
    count: indexOfCount(filters),
  };
  const page = walk(knex, indexes.page)
    .where(builder => filterClusters(knex, builder, filters))
    .select('clusters.uid')
    .orderBy(order)
    .offset(query.offset)
    .limit(query.limit);
  // SQLite never turns a cross join round: it would walk all clusters and look each up on the page.
  const reading = knex
    .from(page.as('page'))
    .joinRaw('cross join clusters')
    .whereRaw('clusters.uid = page.uid')
    .select(COLUMNS.map(name => `clusters.${name}`))
    .orderBy(order);
  const counting = walk(knex, indexes.count)
    .where(builder => filterClusters(knex, builder, filters))
    .count({ count: '*' });
  const after = direction === 'asc' ? '>' : '<';
  return readAndCount(knex, {
    reading,
    counting,
    countingOn:
      column === 'name' && indexes.page === indexes.count
        ? last =>
            counting.whereRaw(`(clusters.name, clusters.uid) ${after} (?, ?)`, [
              last.name,
              last.uid,
            ])
        : undefined,
    page: query,
  });
}

/** In the order of the page, so that what matches often is soon found, and with all that is filtered by. */
function indexOfPage(query: ClusterQuery, column: string): string {
  // Only one order has the names.
  const sorts = query.search && column !== 'name';
  return query.includeDeleted || sorts
    ? 'clusters_listing'
    : `clusters_by_${column}`;
}

/** The smallest, because all of it is walked. */
function indexOfCount(filters: Parameters<typeof isToldByRow>[0]): string {
  if (filters.includeDeleted) {
    return 'clusters_listing';
  }
  return isToldByRow(filters) ? 'clusters_by_name' : 'clusters_counting';
}

type Counting = PromiseLike<Array<{ count?: string | number }>>;

/**
 * PostgreSQL counts beside; SQLite after it, from where the page ends if that is the same walk, and not at all where a page
 * that is not full tells how many there are.
 */
async function readAndCount(
  knex: Knex,
  options: {
    reading: PromiseLike<ListedClusterRow[]>;
    counting: Counting;
    /** Only what comes after the last of the page. */
    countingOn?: (last: ListedClusterRow) => Counting;
    page: { offset: number; limit: number };
  },
): Promise<{ rows: ListedClusterRow[]; totalCount: number }> {
  const { reading, counting, countingOn } = options;
  const { offset, limit } = options.page;
  if (!isSqlite(knex)) {
    const [rows, [{ count }]] = await Promise.all([reading, counting]);
    return { rows, totalCount: Number(count) };
  }
  const rows = await reading;
  const last = rows.at(-1);
  const told = offset + rows.length;
  if (rows.length < limit && (last || offset === 0)) {
    return { rows, totalCount: told };
  }
  if (last && countingOn) {
    const [{ count }] = await countingOn(last);
    return { rows, totalCount: told + Number(count) };
  }
  const [{ count }] = await counting;
  return { rows, totalCount: Number(count) };
}
