import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import type { ColumnFilter } from '@cluster-profiles/plugin-cluster-profiles-node';
import type { Knex } from 'knex';

/** Turns permission conditions into SQL. A null column matches no value, so its negation holds. */
export function applyCriteria(
  builder: Knex.QueryBuilder,
  criteria: PermissionCriteria<ColumnFilter>,
): void {
  builder.where(inner => add(inner, criteria, false));
}

function add(
  builder: Knex.QueryBuilder,
  criteria: PermissionCriteria<ColumnFilter>,
  negated: boolean,
): void {
  if ('not' in criteria) {
    add(builder, criteria.not, !negated);
    return;
  }
  if ('anyOf' in criteria || 'allOf' in criteria) {
    const parts = 'anyOf' in criteria ? criteria.anyOf : criteria.allOf;
    const either = 'anyOf' in criteria !== negated;
    for (const part of parts) {
      builder[either ? 'orWhere' : 'andWhere']((inner: Knex.QueryBuilder) =>
        add(inner, part, negated),
      );
    }
    return;
  }
  if (negated) {
    builder.where(inner =>
      inner
        .whereNotIn(criteria.column, criteria.values)
        .orWhereNull(criteria.column),
    );
  } else {
    builder.whereIn(criteria.column, criteria.values);
  }
}
