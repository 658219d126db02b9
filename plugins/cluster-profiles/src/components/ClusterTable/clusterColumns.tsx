import type { Cluster } from '@cluster-profiles/plugin-cluster-profiles-common';
import { Cell, CellText, type ColumnConfig } from '@backstage/ui';
import { ClusterName, EntityName, ProfileName } from '../EntityName/EntityName';
import { Age } from '../RelativeTime/RelativeTime';
import { DriftStatus, PhaseStatus } from '../Status/states';
import { visibleText } from '../VisibleText/visibleText';
import styles from './ClusterTable.module.css';

/** Columns by which lists of clusters are drawn; the ids of sortable ones are the API's sort fields. */
export const clusterColumns: ColumnConfig<Cluster & { id: string }>[] = [
  {
    id: 'name',
    label: 'Name',
    defaultWidth: '1.5fr',
    minWidth: 150,
    isRowHeader: true,
    isSortable: true,
    cell: cluster => (
      <Cell>
        <ClusterName name={cluster.name} />
        {cluster.protected && <span className={styles.note}>protected</span>}
      </Cell>
    ),
  },
  {
    id: 'phase',
    label: 'Phase',
    defaultWidth: '2fr',
    minWidth: 170,
    isSortable: true,
    cell: cluster => (
      <Cell>
        <PhaseStatus phase={cluster.phase} />
        {cluster.phaseReason && cluster.phase !== 'ready' && (
          <span className={styles.note}>
            {visibleText(cluster.phaseReason)}
          </span>
        )}
      </Cell>
    ),
  },
  {
    id: 'profile',
    label: 'Profile',
    defaultWidth: '1.6fr',
    minWidth: 160,
    isSortable: true,
    cell: ({ profiles: [main, ...addOns], behind }) => (
      <Cell>
        {main && (
          <>
            <ProfileName name={main.name} /> {main.version}
          </>
        )}
        {(behind > 0 || addOns.length > 0) && (
          <span className={styles.note}>
            {[
              behind > 0 && `behind by ${behind}`,
              ...addOns.map(({ name, version }) => `+ ${name} ${version}`),
            ]
              .filter(Boolean)
              .join(', ')}
          </span>
        )}
      </Cell>
    ),
  },
  {
    id: 'kubernetesVersion',
    label: 'Kubernetes',
    defaultWidth: '1fr',
    minWidth: 140,
    isSortable: true,
    cell: ({ kubernetesVersion }) => (
      <CellText title={kubernetesVersion ?? '–'} />
    ),
  },
  {
    id: 'drift',
    label: 'Drift',
    defaultWidth: '1fr',
    minWidth: 125,
    cell: ({ drift }) => (
      <Cell>
        <DriftStatus drift={drift} />
      </Cell>
    ),
  },
  {
    id: 'target',
    label: 'Target',
    defaultWidth: '1fr',
    minWidth: 125,
    isSortable: true,
    cell: ({ target, stage }) => (
      <CellText title={target} description={stage} />
    ),
  },
  {
    id: 'owner',
    label: 'Owner',
    defaultWidth: '0.9fr',
    minWidth: 105,
    isSortable: true,
    cell: ({ owner }) => (
      <Cell>
        <EntityName entityRef={owner} />
      </Cell>
    ),
  },
  {
    id: 'createdAt',
    label: 'Age',
    defaultWidth: '0.6fr',
    minWidth: 85,
    isSortable: true,
    cell: ({ createdAt }) => (
      <Cell>
        <Age at={createdAt} />
      </Cell>
    ),
  },
];
