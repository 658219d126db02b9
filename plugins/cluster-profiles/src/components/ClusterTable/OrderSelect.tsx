import { Button, Select } from '@backstage/ui';
import { RiArrowDownLine, RiArrowUpLine } from '@remixicon/react';
import { clusterColumns } from './clusterColumns';
import type { ClusterTableProps } from './ClusterTable';
import styles from './ClusterTable.module.css';

const FIELDS = clusterColumns.flatMap(({ sortField, label }) =>
  sortField ? [{ id: sortField, label }] : [],
);

/** The order of all columns, for where most of them have no head to press. */
export function OrderSelect(
  props: Pick<ClusterTableProps, 'sort' | 'onSortChange'>,
) {
  const { sort, onSortChange } = props;
  const descending = sort.order === 'desc';
  const Arrow = descending ? RiArrowDownLine : RiArrowUpLine;
  return (
    <div className={styles.order}>
      <span aria-hidden>Sort by</span>
      <Select
        aria-label="Sort by"
        // An order without a column, which only a link has, is shown as none.
        placeholder="another order"
        size="small"
        selectionMode="single"
        className={styles.orderField}
        value={sort.field}
        onChange={key => {
          const chosen = FIELDS.find(({ id }) => id === key);
          if (chosen) {
            onSortChange({ field: chosen.id, order: sort.order });
          }
        }}
        options={FIELDS}
      />
      <Button
        variant="tertiary"
        size="small"
        iconEnd={<Arrow aria-hidden />}
        onPress={() =>
          onSortChange({ ...sort, order: descending ? 'asc' : 'desc' })
        }
      >
        {descending ? 'Descending' : 'Ascending'}
      </Button>
    </div>
  );
}
