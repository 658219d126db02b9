import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import type { ColumnFilter } from '@cluster-profiles/plugin-cluster-profiles-node';
import type { Knex } from 'knex';

/** What a filter comes to in the database: a column with values or rows that hold them, or the same answer for every row. */
export type ResolvedFilter =
  ColumnFilter | { column: string; values: Knex.QueryCallback } | boolean;
type Resolve = (filter: ColumnFilter) => ResolvedFilter;

/** Turns permission conditions into SQL. A null column matches no value, so its negation holds. */
export function applyCriteria(
  builder: Knex.QueryBuilder,
  criteria: PermissionCriteria<ColumnFilter>,
  resolve: Resolve = filter => filter,
): void {
  builder.where(inner => add(inner, criteria, { negated: false, resolve }));
}

function add(
  builder: Knex.QueryBuilder,
  criteria: PermissionCriteria<ColumnFilter>,
  options: { negated: boolean; resolve: Resolve },
): void {
  const { negated, resolve } = options;
  if ('not' in criteria) {
    add(builder, criteria.not, { negated: !negated, resolve });
    return;
  }
  if ('anyOf' in criteria || 'allOf' in criteria) {
    const parts = 'anyOf' in criteria ? criteria.anyOf : criteria.allOf;
    const either = 'anyOf' in criteria !== negated;
    for (const part of parts) {
      builder[either ? 'orWhere' : 'andWhere']((inner: Knex.QueryBuilder) =>
        add(inner, part, options),
      );
    }
    return;
  }
  const filter = resolve(criteria);
  if (typeof filter === 'boolean') {
    builder.whereRaw(filter === negated ? '1 = 0' : '1 = 1');
    return;
  }
  // One type for both of its signatures.
  const values = filter.values as readonly string[];
  if (negated) {
    builder.where(inner =>
      inner.whereNotIn(filter.column, values).orWhereNull(filter.column),
    );
  } else {
    builder.whereIn(filter.column, values);
  }
}
