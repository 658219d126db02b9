import type { ClusterQuery } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Knex } from 'knex';
import type { ClusterRow } from '../../database/tables';

const SORT_COLUMNS: Record<NonNullable<ClusterQuery['sort']>, string> = {
  name: 'name',
  owner: 'owner_ref',
  target: 'target',
  stage: 'stage',
  phase: 'phase',
  profile: 'profile',
  kubernetesVersion: 'kubernetes_version',
  createdAt: 'created_at',
  updatedAt: 'updated_at',
};

/** One page of clusters: filters, order, paging and permission conditions are the database's work. */
export async function listClusters(
  knex: Knex,
  query: ClusterQuery & {
    offset: number;
    limit: number;
    visible?: (builder: Knex.QueryBuilder) => void;
  },
): Promise<{ rows: ClusterRow[]; totalCount: number }> {
  const base = knex<ClusterRow>('clusters').where(builder => {
    if (!query.includeDeleted) builder.whereNull('deleted_at');
    if (query.search) {
      builder.whereRaw(`name like ? escape '!'`, [
        `%${escapeLike(query.search)}%`,
      ]);
    }
    among(builder, 'owner_ref', query.owner);
    among(builder, 'target', query.target);
    among(builder, 'stage', query.stage);
    among(builder, 'phase', query.phase);
    among(builder, 'profile', query.profile);
    among(builder, 'profile_version', query.version);
    among(builder, 'drift', query.drift);
    if (query.withIssues) builder.where('has_issue', true);
    query.visible?.(builder);
  });
  const rows: ClusterRow[] = await base
    .clone()
    .select('*')
    .orderBy([
      {
        column: SORT_COLUMNS[query.sort ?? 'name'],
        order: query.order ?? 'asc',
      },
      { column: 'uid' },
    ])
    .offset(query.offset)
    .limit(query.limit);
  const [{ count }] = await base.clone().count({ count: '*' });
  return { rows, totalCount: Number(count) };
}

function among(
  builder: Knex.QueryBuilder,
  column: string,
  values?: string[],
): void {
  if (values?.length) {
    builder.whereIn(column, values);
  }
}

function escapeLike(text: string): string {
  return text.toLowerCase().replace(/[!%_]/g, match => `!${match}`);
}
