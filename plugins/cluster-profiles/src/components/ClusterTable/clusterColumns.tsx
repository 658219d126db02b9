import type { Cluster } from '@cluster-profiles/plugin-cluster-profiles-common';
import { Cell, CellText, type ColumnConfig } from '@backstage/ui';
import { ChangeName } from '../ChangeName/ChangeName';
import { changeKindLabel } from '../changeWords';
import { ClusterName, EntityName, ProfileName } from '../EntityName/EntityName';
import { KubernetesVersion } from '../KubernetesVersion/KubernetesVersion';
import { Age, RelativeTime } from '../RelativeTime/RelativeTime';
import { withLocalTimes } from '../RelativeTime/relativeTime';
import { changeStateLabel, DriftStatus, PhaseStatus } from '../Status/states';
import { visibleText } from '../VisibleText/visibleText';
import styles from './ClusterTable.module.css';

/** Columns by which lists of clusters are drawn; the ids of sortable ones are the API's sort fields. */
export const clusterColumns: ColumnConfig<Cluster & { id: string }>[] = [
  {
    id: 'name',
    label: 'Name',
    defaultWidth: '1.5fr',
    minWidth: 124,
    isRowHeader: true,
    isSortable: true,
    cell: cluster => (
      <Cell>
        <span className={styles.name}>
          <ClusterName name={cluster.name} />
        </span>
        {cluster.protected && <span className={styles.note}>protected</span>}
      </Cell>
    ),
  },
  {
    id: 'phase',
    label: 'Phase',
    defaultWidth: '1.8fr',
    minWidth: 126,
    isSortable: true,
    cell: cluster => (
      <Cell>
        <PhaseStatus phase={cluster.phase} hasIssue={cluster.hasIssue} />
        {cluster.phaseReason && cluster.phase !== 'ready' && (
          <span className={styles.note}>
            {visibleText(withLocalTimes(cluster.phaseReason))}
          </span>
        )}
        {cluster.change && (
          <span className={styles.note}>
            <ChangeName id={cluster.change.id}>
              {changeKindLabel(cluster.change.kind)}
            </ChangeName>
            {`: ${changeStateLabel(cluster.change.state).toLowerCase()}`}
          </span>
        )}
        {cluster.phase === 'unknown' && (
          <span className={styles.note}>
            {cluster.observedAt ? (
              <>
                last observed <RelativeTime at={cluster.observedAt} />
              </>
            ) : (
              'never observed'
            )}
          </span>
        )}
      </Cell>
    ),
  },
  {
    id: 'profile',
    label: 'Profile',
    defaultWidth: '1.6fr',
    minWidth: 138,
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
    defaultWidth: '1.3fr',
    minWidth: 140,
    isSortable: true,
    cell: ({ kubernetesVersion, kubernetesEndOfLife }) => (
      <Cell>
        <KubernetesVersion
          version={kubernetesVersion}
          endOfLife={kubernetesEndOfLife}
        />
      </Cell>
    ),
  },
  {
    id: 'drift',
    label: 'Drift',
    defaultWidth: '1fr',
    minWidth: 120,
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
    minWidth: 130,
    isSortable: true,
    cell: ({ target, stage }) => (
      <CellText title={target} description={stage} />
    ),
  },
  {
    id: 'owner',
    label: 'Owner',
    defaultWidth: '0.9fr',
    minWidth: 108,
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
    minWidth: 78,
    isSortable: true,
    cell: ({ createdAt }) => (
      <Cell>
        <Age at={createdAt} />
      </Cell>
    ),
  },
];
