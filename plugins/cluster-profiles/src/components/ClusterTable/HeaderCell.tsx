import { RiArrowDownLine, RiArrowUpLine } from '@remixicon/react';
import type { ClusterColumn } from './clusterColumns';
import type { ClusterTableProps } from './ClusterTable';
import styles from './ClusterTable.module.css';

/** The head of a column; those the API can sort by are buttons. */
export function HeaderCell(
  props: Pick<ClusterTableProps, 'sort' | 'onSortChange'> & {
    column: ClusterColumn;
  },
) {
  const { column, sort, onSortChange } = props;
  const { sortField: field } = column;
  if (!field) {
    return (
      <th scope="col" className={styles.head}>
        {column.label}
      </th>
    );
  }
  const order = sort.field === field ? sort.order : undefined;
  const Arrow = order === 'desc' ? RiArrowDownLine : RiArrowUpLine;
  return (
    <th
      scope="col"
      className={styles.head}
      aria-sort={order && (order === 'asc' ? 'ascending' : 'descending')}
    >
      <button
        type="button"
        className={styles.sort}
        onClick={() =>
          onSortChange({ field, order: order === 'asc' ? 'desc' : 'asc' })
        }
      >
        {column.label}
        <Arrow size={16} aria-hidden />
      </button>
    </th>
  );
}
