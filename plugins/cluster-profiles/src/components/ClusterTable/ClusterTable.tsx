import type { ReactElement } from 'react';
import type {
  Cluster,
  ClusterSortField,
  Page,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { Table } from '@backstage/ui';
import { clusterColumns } from './clusterColumns';

/** A page of clusters. */
export function ClusterTable(props: {
  page?: Page<Cluster>;
  loading: boolean;
  sort: { field: ClusterSortField; order: 'asc' | 'desc' };
  onSortChange: (sort: {
    field: ClusterSortField;
    order: 'asc' | 'desc';
  }) => void;
  offset: number;
  pageSize: number;
  onOffsetChange: (offset: number) => void;
  emptyState: ReactElement;
}) {
  const { page, loading, sort, offset, pageSize, onOffsetChange } = props;
  const total = page?.totalCount ?? 0;
  return (
    <Table
      columnConfig={clusterColumns}
      data={page?.items.map(cluster => ({ ...cluster, id: cluster.uid }))}
      isPending={loading && !page}
      emptyState={props.emptyState}
      sort={{
        descriptor: {
          column: sort.field,
          direction: sort.order === 'desc' ? 'descending' : 'ascending',
        },
        onSortChange: ({ column, direction }) =>
          props.onSortChange({
            field: column as ClusterSortField,
            order: direction === 'descending' ? 'desc' : 'asc',
          }),
      }}
      pagination={
        total > pageSize
          ? {
              type: 'page',
              offset,
              pageSize,
              totalCount: total,
              showPageSizeOptions: false,
              hasNextPage: offset + pageSize < total,
              hasPreviousPage: offset > 0,
              onNextPage: () => onOffsetChange(offset + pageSize),
              onPreviousPage: () =>
                onOffsetChange(Math.max(0, offset - pageSize)),
            }
          : { type: 'none' }
      }
    />
  );
}
