import { memo, type ReactElement } from 'react';
import type {
  Cluster,
  ClusterSortField,
  Page,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { TablePagination, VisuallyHidden } from '@backstage/ui';
import { EntityNames } from '../EntityName/EntityName';
import { Loading } from '../Loaded/Loaded';
import { clusterColumns } from './clusterColumns';
import { ClusterRow } from './ClusterRow';
import { HeaderCell } from './HeaderCell';
import { useSameClusters } from './useSameClusters';
import styles from './ClusterTable.module.css';

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
    onChange: (clusters: readonly Cluster[], ticked: boolean) => void;
  };
}

/**
 * A page of clusters, in the looks of the design system's table. That one listens for much that a list of links and boxes does
 * not need, and costs more to draw than the rest of the page.
 */
export const ClusterTable = memo(function NamedClusterTable(
  props: ClusterTableProps,
) {
  const { page, sort, offset, pageSize, onOffsetChange, selection } = props;
  const clusters = useSameClusters(page?.items);
  if (!page) {
    return <Loading rows={8} />;
  }
  if (clusters.length === 0) {
    return props.emptyState;
  }
  const total = page.totalCount;
  return (
    <EntityNames>
      <VisuallyHidden aria-live="polite">
        {`Showing ${offset + 1} to ${offset + clusters.length} of ${total}`}
      </VisuallyHidden>
      <div className={styles.scroll}>
        <table className={styles.table} aria-label="Clusters">
          <colgroup>
            {selection && <col className={styles.boxes} />}
            {clusterColumns.map(({ id, share }) => (
              <col key={id} style={{ width: `${share}%` }} />
            ))}
          </colgroup>
          <thead>
            <tr>
              {selection && (
                <td className={styles.box}>
                  <AllBoxes clusters={clusters} selection={selection} />
                </td>
              )}
              {clusterColumns.map(column => (
                <HeaderCell
                  key={column.id}
                  column={column}
                  sort={sort}
                  onSortChange={props.onSortChange}
                />
              ))}
            </tr>
          </thead>
          <tbody>
            {clusters.map(cluster => (
              <ClusterRow
                key={cluster.uid}
                cluster={cluster}
                selected={selection?.uids.has(cluster.uid) ?? false}
                onSelect={selection?.onChange}
              />
            ))}
          </tbody>
        </table>
      </div>
      {total > pageSize && (
        <TablePagination
          offset={offset}
          pageSize={pageSize}
          totalCount={total}
          pageSizeOptions={[pageSize]}
          showPageSizeOptions={false}
          hasNextPage={offset + pageSize < total}
          hasPreviousPage={offset > 0}
          onNextPage={() => onOffsetChange(offset + pageSize)}
          onPreviousPage={() => onOffsetChange(Math.max(0, offset - pageSize))}
        />
      )}
    </EntityNames>
  );
});

function AllBoxes(props: {
  clusters: readonly Cluster[];
  selection: NonNullable<ClusterTableProps['selection']>;
}) {
  const { clusters, selection } = props;
  const ticked = clusters.filter(({ uid }) => selection.uids.has(uid)).length;
  const all = ticked === clusters.length;
  return (
    <input
      type="checkbox"
      aria-label="Select all"
      checked={all}
      ref={box => {
        if (box) {
          box.indeterminate = ticked > 0 && !all;
        }
      }}
      onChange={() => selection.onChange(clusters, !all)}
    />
  );
}
