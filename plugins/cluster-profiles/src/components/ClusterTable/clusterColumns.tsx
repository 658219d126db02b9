import {
  mainProfile,
  type Cluster,
  type ClusterSortField,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { ReactElement } from 'react';
import { ChangeName } from '../ChangeName/ChangeName';
import { changeKindLabel } from '../changeWords';
import { endsSoon, endText } from '../endText';
import { ClusterName, EntityName, ProfileName } from '../EntityName/EntityName';
import { KubernetesVersion } from '../KubernetesVersion/KubernetesVersion';
import { Age, RelativeTime } from '../RelativeTime/RelativeTime';
import { OverridesEnd } from '../OverridesEnd/OverridesEnd';
import { changeStateLabel, DriftStatus, PhaseStatus } from '../Status/states';
import { readableText } from '../VisibleText/readableText';
import styles from './ClusterTable.module.css';

export interface ClusterColumn {
  id: string;
  label: string;
  /** Percent of the width. */
  share: number;
  /** What the API calls the order by this column. */
  sortField?: ClusterSortField;
  cell: (cluster: Cluster) => ReactElement;
}

/** Columns by which lists of clusters are drawn; the first names the row. */
export const clusterColumns: readonly ClusterColumn[] = [
  {
    id: 'name',
    label: 'Name',
    share: 15,
    sortField: 'name',
    cell: cluster => (
      <>
        <ClusterName name={cluster.name} />
        {cluster.protected && <span className={styles.note}>protected</span>}
        {cluster.endsOn && endsSoon(cluster.endsOn, new Date()) && (
          <span className={styles.note}>
            ends {endText(cluster.endsOn, new Date())}
          </span>
        )}
      </>
    ),
  },
  {
    id: 'phase',
    label: 'Phase',
    share: 18,
    sortField: 'phase',
    cell: cluster => (
      <>
        <PhaseStatus phase={cluster.phase} hasIssue={cluster.hasIssue} />
        {cluster.phaseReason && cluster.phase !== 'ready' && (
          <span className={styles.note}>
            {readableText(cluster.phaseReason)}
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
      </>
    ),
  },
  {
    id: 'profile',
    label: 'Profile',
    share: 16,
    sortField: 'profile',
    cell: ({ profiles, behind }) => {
      const main = mainProfile({ profiles });
      const addOns = profiles.filter(profile => profile !== main);
      return (
        <>
          {main ? (
            <>
              <ProfileName name={main.name} /> {main.version}
            </>
          ) : (
            'imported'
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
        </>
      );
    },
  },
  {
    id: 'kubernetesVersion',
    label: 'Kubernetes',
    share: 13,
    sortField: 'kubernetesVersion',
    cell: ({ kubernetesVersion, kubernetesEndOfLife }) => (
      <>
        <KubernetesVersion
          version={kubernetesVersion}
          endOfLife={kubernetesEndOfLife}
        />
      </>
    ),
  },
  {
    id: 'drift',
    label: 'Drift',
    share: 11,
    cell: ({ drift, driftedLayers = [], overridesExpireAt }) => (
      <>
        <DriftStatus drift={drift} />
        {driftedLayers.length > 0 && (
          <span className={styles.note}>{driftedLayers.join(', ')}</span>
        )}
        {overridesExpireAt && (
          <span className={styles.note}>
            <OverridesEnd at={overridesExpireAt} />
          </span>
        )}
      </>
    ),
  },
  {
    id: 'target',
    label: 'Target',
    share: 11,
    sortField: 'target',
    cell: ({ target, stage }) => (
      <>
        {target}
        <span className={styles.note}>{stage}</span>
      </>
    ),
  },
  {
    id: 'owner',
    label: 'Owner',
    share: 9,
    sortField: 'owner',
    cell: ({ owner }) => (
      <>
        <EntityName entityRef={owner} />
      </>
    ),
  },
  {
    id: 'createdAt',
    label: 'Age',
    share: 7,
    sortField: 'createdAt',
    cell: ({ createdAt }) => (
      <>
        <Age at={createdAt} />
      </>
    ),
  },
];

const [nameColumn, phaseColumn, profileColumn] = clusterColumns;

/** For where those have no room: what is left out stands below what it goes with. */
export const compactColumns: readonly ClusterColumn[] = [
  {
    ...nameColumn,
    share: 31,
    cell: cluster => (
      <>
        {nameColumn.cell(cluster)}
        <span className={styles.note}>
          {cluster.target}, {cluster.stage}
        </span>
        <span className={styles.note}>
          <EntityName entityRef={cluster.owner} />,{' '}
          <Age at={cluster.createdAt} /> old
        </span>
      </>
    ),
  },
  {
    ...phaseColumn,
    share: 32,
    cell: cluster => (
      <>
        {phaseColumn.cell(cluster)}
        {cluster.drift !== 'InSync' && (
          <span className={styles.note}>
            <DriftStatus drift={cluster.drift} />
            {cluster.driftedLayers?.length ? (
              <span className={styles.note}>
                {cluster.driftedLayers.join(', ')}
              </span>
            ) : null}
          </span>
        )}
        {cluster.overridesExpireAt && (
          <span className={styles.note}>
            <OverridesEnd at={cluster.overridesExpireAt} />
          </span>
        )}
      </>
    ),
  },
  {
    ...profileColumn,
    share: 37,
    cell: cluster => (
      <>
        {profileColumn.cell(cluster)}
        <span className={styles.note}>
          Kubernetes{' '}
          <KubernetesVersion
            version={cluster.kubernetesVersion}
            endOfLife={cluster.kubernetesEndOfLife}
          />
        </span>
      </>
    ),
  },
];
