import { memo, useMemo, useRef, type ReactElement } from 'react';
import type {
  Cluster,
  ClusterSortField,
  Page,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { Table } from '@backstage/ui';
import { clusterColumns } from './clusterColumns';
import { EntityNames } from '../EntityName/EntityName';
import { Loading } from '../Loaded/Loaded';
import styles from './ClusterTable.module.css';

type Row = Cluster & { id: string };

export interface ClusterTableProps {
  page?: Page<Cluster>;
  sort: { field: ClusterSortField; order: 'asc' | 'desc' };
  onSortChange: (sort: {
    field: ClusterSortField;
    order: 'asc' | 'desc';
  }) => void;
  offset: number;
  pageSize: number;
  onOffsetChange: (offset: number) => void;
  emptyState: ReactElement;
  /** With it, rows have boxes to tick. */
  selection?: {
    uids: ReadonlySet<string>;
    /** All clusters of this page that are selected now. */
    onChange: (clusters: Cluster[]) => void;
  };
}

function Clusters(props: ClusterTableProps) {
  const { page, sort, offset, pageSize, onOffsetChange, selection } = props;
  const total = page?.totalCount ?? 0;
  const rows = useRows(page?.items);
  // A table without rows costs as much to draw as one with them.
  if (!page) {
    return <Loading rows={8} />;
  }
  return (
    <Table
      className={styles.table}
      columnConfig={clusterColumns}
      data={rows}
      emptyState={props.emptyState}
      selection={
        selection && {
          mode: 'multiple',
          behavior: 'toggle',
          selected: selection.uids as Set<string>,
          onSelectionChange: keys =>
            selection.onChange(
              (rows ?? []).filter(({ id }) => keys === 'all' || keys.has(id)),
            ),
        }
      }
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
              pageSizeOptions: [pageSize],
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

/** A page of clusters. Rows that say the same after a refresh are not drawn again. */
export const ClusterTable = memo(function NamedClusters(
  props: ClusterTableProps,
) {
  return (
    <EntityNames>
      <Clusters {...props} />
    </EntityNames>
  );
});

/** The same row as before for a cluster about which nothing is new: the table draws by identity. */
function useRows(clusters: readonly Cluster[] | undefined): Row[] | undefined {
  const previous = useRef(new Map<string, { text: string; row: Row }>());
  return useMemo(() => {
    const next = new Map(
      clusters?.map(cluster => {
        const text = JSON.stringify(cluster);
        const known = previous.current.get(cluster.uid);
        return [
          cluster.uid,
          known?.text === text
            ? known
            : { text, row: { ...cluster, id: cluster.uid } },
        ];
      }),
    );
    previous.current = next;
    return clusters?.map(({ uid }) => next.get(uid)!.row);
  }, [clusters]);
}
