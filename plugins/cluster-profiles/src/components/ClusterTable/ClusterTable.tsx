import { memo, type ReactElement } from 'react';
import type {
  Cluster,
  ClusterSortField,
  Page,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { TablePagination, VisuallyHidden } from '@backstage/ui';
import { EntityNames } from '../EntityName/EntityName';
import { Loading } from '../Loaded/Loaded';
import { useWide } from '../../hooks/useWide';
import { clusterColumns, compactColumns } from './clusterColumns';
import { ClusterRow } from './ClusterRow';
import { HeaderCell } from './HeaderCell';
import { OrderSelect } from './OrderSelect';
import { useSameClusters } from './useSameClusters';
import { usePastEnd } from '../../hooks/usePastEnd';
import styles from './ClusterTable.module.css';

/** What the columns need side by side. */
const WIDE_PIXELS = 992;

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
  const { page, offset, pageSize, onOffsetChange } = props;
  const clusters = useSameClusters(page?.items);
  const pastEnd = usePastEnd(props);
  if (!page || pastEnd) {
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
      <Rows {...props} clusters={clusters} />
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

/** The table itself: with few columns where there is no room for all. */
function Rows(props: ClusterTableProps & { clusters: readonly Cluster[] }) {
  const { clusters, sort, selection } = props;
  const [ref, wide] = useWide(WIDE_PIXELS);
  const columns = wide ? clusterColumns : compactColumns;
  return (
    <>
      {!wide && <OrderSelect sort={sort} onSortChange={props.onSortChange} />}
      <div className={styles.scroll} ref={ref}>
        <table className={styles.table} data-wide={wide} aria-label="Clusters">
          <colgroup>
            {selection && <col className={styles.boxes} />}
            {columns.map(({ id, share }) => (
              <col key={id} style={{ width: `${share}%` }} />
            ))}
            <col className={styles.boxes} />
          </colgroup>
          <thead>
            <tr>
              {selection && (
                <td className={styles.box}>
                  <AllBoxes clusters={clusters} selection={selection} />
                </td>
              )}
              {columns.map(column => (
                <HeaderCell
                  key={column.id}
                  column={column}
                  sort={sort}
                  onSortChange={props.onSortChange}
                />
              ))}
              <td className={styles.menu} />
            </tr>
          </thead>
          <tbody>
            {clusters.map(cluster => (
              <ClusterRow
                key={cluster.uid}
                cluster={cluster}
                columns={columns}
                selected={selection?.uids.has(cluster.uid) ?? false}
                onSelect={selection?.onChange}
              />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

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
