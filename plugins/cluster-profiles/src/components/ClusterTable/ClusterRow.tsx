import { memo } from 'react';
import type { Cluster } from '@cluster-profiles/plugin-cluster-profiles-common';
import { ClusterRowMenu } from '../../entity/cluster/rowMenu/ClusterRowMenu';
import type { ClusterColumn } from './clusterColumns';
import type { ClusterTableProps } from './ClusterTable';
import styles from './ClusterTable.module.css';

/** Drawn again only when there is something new to say. */
export const ClusterRow = memo(function NamedClusterRow(props: {
  cluster: Cluster;
  columns: readonly ClusterColumn[];
  selected: boolean;
  onSelect?: NonNullable<ClusterTableProps['selection']>['onChange'];
}) {
  const { cluster, columns, selected, onSelect } = props;
  return (
    <tr className={styles.row} data-selected={selected || undefined}>
      {onSelect && (
        <td className={styles.box}>
          <input
            type="checkbox"
            aria-label={`Select ${cluster.name}`}
            checked={selected}
            onChange={() => onSelect([cluster], !selected)}
          />
        </td>
      )}
      {columns.map(({ id, cell }, index) =>
        index === 0 ? (
          <th key={id} scope="row" className={styles.cell}>
            {cell(cluster)}
          </th>
        ) : (
          <td key={id} className={styles.cell}>
            {cell(cluster)}
          </td>
        ),
      )}
      <td className={styles.menu}>
        <ClusterRowMenu cluster={cluster.name} />
      </td>
    </tr>
  );
});
