import { useRouteRef } from '@backstage/core-plugin-api';
import {
  entityRouteParams,
  entityRouteRef,
  useEntity,
} from '@backstage/plugin-catalog-react';
import type { ClusterDetail } from '@cluster-profiles/plugin-cluster-profiles-common';
import { Link } from '@backstage/ui';
import { ChangeName } from '../../components/ChangeName/ChangeName';
import { changeTitle } from '../../components/changeWords';
import { ProfileName } from '../../components/EntityName/EntityName';
import { Facts } from '../../components/Facts/Facts';
import { KubernetesVersion } from '../../components/KubernetesVersion/KubernetesVersion';
import { Loaded } from '../../components/Loaded/Loaded';
import { Readable } from '../../components/PageContent/PageContent';
import { RelativeTime } from '../../components/RelativeTime/RelativeTime';
import { Section } from '../../components/Section/Section';
import {
  ChangeStateStatus,
  DriftStatus,
  PhaseStatus,
} from '../../components/Status/states';
import { visibleText } from '../../components/VisibleText/visibleText';
import { CLUSTER_PATH } from '../filters';
import { useCluster } from './useCluster';
import styles from './ClusterOverview.module.css';

/** A cluster in a few lines, for the overview of its entity. */
export function ClusterCard() {
  const { entity } = useEntity();
  const entityRoute = useRouteRef(entityRouteRef);
  const load = useCluster(entity.metadata.name);
  return (
    <Readable>
      <Section
        title="Cluster"
        actions={
          <Link
            href={`${entityRoute(entityRouteParams(entity))}${CLUSTER_PATH}`}
          >
            Stack and actions
          </Link>
        }
      >
        <Loaded load={load}>{cluster => <Summary cluster={cluster} />}</Loaded>
      </Section>
    </Readable>
  );
}

function Summary({ cluster }: { cluster: ClusterDetail }) {
  const [main, ...addOns] = cluster.profiles;
  const { change } = cluster;
  return (
    <>
      <div className={styles.phase} role="status">
        <PhaseStatus phase={cluster.phase} />
        <span className={styles.note}>{visibleText(cluster.phaseReason)}</span>
      </div>
      <Facts
        facts={[
          [
            'Profile',
            main && (
              <>
                <ProfileName name={main.name} /> {main.version}
                {cluster.behind > 0 && `, behind by ${cluster.behind}`}
              </>
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
          ['Drift', <DriftStatus drift={cluster.drift} />],
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
    </>
  );
}
