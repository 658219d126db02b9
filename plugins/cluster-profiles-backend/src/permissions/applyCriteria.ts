import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import type { ColumnFilter } from '@cluster-profiles/plugin-cluster-profiles-node';
import type { Knex } from 'knex';

/** What a filter comes to in the database: a column, or the same answer for every row. */
type Resolve = (filter: ColumnFilter) => ColumnFilter | boolean;

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
  } else if (negated) {
    builder.where(inner =>
      inner.whereNotIn(filter.column, filter.values).orWhereNull(filter.column),
    );
  } else {
    builder.whereIn(filter.column, filter.values);
  }
}
