import { useRouteRef } from '@backstage/core-plugin-api';
import {
  entityRouteParams,
  entityRouteRef,
  useEntity,
} from '@backstage/plugin-catalog-react';
import {
  mainProfile,
  type ClusterDetail,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { Link } from '@backstage/ui';
import { ChangeName } from '../../components/ChangeName/ChangeName';
import { changeTitle } from '../../components/changeWords';
import { ProfileName } from '../../components/EntityName/EntityName';
import { Facts } from '../../components/Facts/Facts';
import { IMPORTED_BASE } from '../../components/importedWords';
import { KubernetesVersion } from '../../components/KubernetesVersion/KubernetesVersion';
import { Readable } from '../../components/PageContent/PageContent';
import { OverridesEnd } from '../../components/OverridesEnd/OverridesEnd';
import { RelativeTime } from '../../components/RelativeTime/RelativeTime';
import { Section } from '../../components/Section/Section';
import { StackDiagram } from '../../components/StackDiagram/StackDiagram';
import {
  ChangeStateStatus,
  DriftStatus,
  PhaseStatus,
} from '../../components/Status/states';
import { readableText } from '../../components/VisibleText/readableText';
import { CLUSTER_PATH } from '../filters';
import { ChangeStep } from './ChangeStep';
import { addOnProfiles } from './clusterActions';
import { LoadedCluster } from './LoadedCluster';
import { UpgradeOutlook } from './UpgradeOutlook';
import { useCluster } from './useCluster';
import styles from './ClusterOverview.module.css';

/** A cluster in a few lines, for the overview of its entity. */
export function ClusterCard() {
  const { entity } = useEntity();
  const entityRoute = useRouteRef(entityRouteRef);
  const load = useCluster(entity.metadata.name);
  const path = `${entityRoute(entityRouteParams(entity))}${CLUSTER_PATH}`;
  return (
    <Readable>
      <Section
        title="Cluster"
        actions={<Link href={path}>Stack and actions</Link>}
      >
        <LoadedCluster load={load}>
          {cluster => <Summary cluster={cluster} path={path} />}
        </LoadedCluster>
      </Section>
    </Readable>
  );
}

function Summary(props: { cluster: ClusterDetail; path: string }) {
  const { cluster, path } = props;
  const main = mainProfile(cluster);
  const addOns = addOnProfiles(cluster);
  const { change } = cluster;
  return (
    <>
      <div className={styles.phase} role="status">
        <PhaseStatus phase={cluster.phase} hasIssue={cluster.hasIssue} />
        <span className={styles.note}>{readableText(cluster.phaseReason)}</span>
      </div>
      <UpgradeOutlook cluster={cluster} path={path} />
      <Facts
        facts={[
          [
            'Profile',
            main ? (
              <>
                <ProfileName name={main.name} /> {main.version}
                {cluster.behind > 0 && `, behind by ${cluster.behind}`}
              </>
            ) : (
              IMPORTED_BASE
            ),
          ],
          [
            'Add-on profiles',
            addOns.length > 0
              ? addOns
                  .map(({ name, version }) => `${name} ${version}`)
                  .join(', ')
              : undefined,
          ],
          [
            'Kubernetes',
            <KubernetesVersion
              version={cluster.kubernetesVersion}
              endOfLife={cluster.kubernetesEndOfLife}
            />,
          ],
          [
            'Drift',
            <>
              <DriftStatus drift={cluster.drift} />
              {cluster.driftedLayers?.length
                ? ` ${cluster.driftedLayers.join(', ')}`
                : ''}
            </>,
          ],
          [
            'Overrides',
            cluster.overridesExpireAt && (
              <OverridesEnd at={cluster.overridesExpireAt} />
            ),
          ],
          [
            'Change under way',
            change && (
              <>
                <ChangeName id={change.id}>
                  {changeTitle({
                    kind: change.kind,
                    subject: { kind: 'cluster', name: cluster.name },
                  })}
                </ChangeName>{' '}
                <ChangeStateStatus state={change.state} />
                <ChangeStep id={change.id} state={change.state} />
              </>
            ),
          ],
          [
            'Last observed',
            cluster.observedAt ? (
              <RelativeTime at={cluster.observedAt} />
            ) : (
              'not yet'
            ),
          ],
        ]}
      />
      {cluster.layers.length > 0 && (
        <StackDiagram
          compact
          label={`Stack of ${cluster.name}`}
          layers={cluster.layers.map(
            ({ name, kind, category, desiredVersion }) => ({
              name,
              kind,
              category,
              version: desiredVersion,
            }),
          )}
        />
      )}
    </>
  );
}
