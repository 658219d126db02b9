import { useEntity } from '@backstage/plugin-catalog-react';
import type { ClusterDetail } from '@cluster-profiles/plugin-cluster-profiles-common';
import { Flex, Text } from '@backstage/ui';
import { TabContent } from '../../components/PageContent/PageContent';
import {
  EntityName,
  ProfileName,
} from '../../components/EntityName/EntityName';
import { Facts } from '../../components/Facts/Facts';
import { KubernetesVersion } from '../../components/KubernetesVersion/KubernetesVersion';
import { Loaded } from '../../components/Loaded/Loaded';
import { RelativeTime } from '../../components/RelativeTime/RelativeTime';
import { Section } from '../../components/Section/Section';
import { StackDiagram } from '../../components/StackDiagram/StackDiagram';
import { sourceText } from '../../components/StackDiagram/sourceText';
import { DriftStatus, PhaseStatus } from '../../components/Status/states';
import { visibleText } from '../../components/VisibleText/visibleText';
import { ClusterActions } from './ClusterActions';
import { Conditions } from './Conditions';
import { CurrentChange } from './CurrentChange';
import { Machines } from './Machines';
import { Staleness } from './Staleness';
import { UpgradeOutlook } from './UpgradeOutlook';
import { useCluster } from './useCluster';
import styles from './ClusterOverview.module.css';

/** One cluster: what is desired beside what runs, what is wrong in words, what happens now, and what can be done. */
export function ClusterOverview() {
  const { entity } = useEntity();
  const load = useCluster(entity.metadata.name);
  return (
    <TabContent>
      <Loaded load={load}>
        {cluster => (
          <Flex direction="column" gap="4">
            <Staleness cluster={cluster} />
            <Summary cluster={cluster} />
            {cluster.change && (
              <CurrentChange id={cluster.change.id} onMoved={load.reload} />
            )}
            <Section title="Stack, desired beside observed">
              <StackDiagram
                label={`Stack of ${cluster.name}`}
                layers={cluster.layers.map(layer => ({
                  name: layer.name,
                  kind: layer.kind,
                  category: layer.category,
                  version: layer.desiredVersion,
                  source: sourceText(
                    cluster.desired?.layers.find(
                      ({ name }) => name === layer.name,
                    )?.source,
                  ),
                  observed: layer.observed ?? null,
                  waitsFor: layer.waitsFor,
                }))}
              />
            </Section>
            <div className={styles.halves}>
              <Conditions conditions={cluster.conditions} />
              <Machines cluster={cluster} />
            </div>
          </Flex>
        )}
      </Loaded>
    </TabContent>
  );
}

function Summary({ cluster }: { cluster: ClusterDetail }) {
  const [main, ...addOns] = cluster.profiles;
  return (
    <Section
      title={cluster.name}
      actions={<ClusterActions cluster={cluster} />}
    >
      <div className={styles.phase} role="status">
        <PhaseStatus phase={cluster.phase} />
        <Text as="span" color="secondary">
          {visibleText(cluster.phaseReason)}
        </Text>
      </div>
      {cluster.description && <Text as="p">{cluster.description}</Text>}
      {main && cluster.behind > 0 && cluster.latestVersion && (
        <UpgradeOutlook
          profile={main.name}
          from={main.version}
          to={cluster.latestVersion}
          permitted={cluster.permitted.upgrade}
        />
      )}
      <Facts
        facts={[
          [
            'Profile',
            main && (
              <>
                <ProfileName name={main.name} /> {main.version}
                {cluster.behind > 0 &&
                  `, behind by ${cluster.behind} (${cluster.latestVersion} is newest)`}
              </>
            ),
          ],
          [
            'Add-on profiles',
            addOns.length > 0
              ? addOns.map(({ name, version }) => (
                  <div key={name}>
                    <ProfileName name={name} /> {version}
                  </div>
                ))
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
          ['Target', `${cluster.target} (${cluster.stage}, ${cluster.region})`],
          ['Owner', <EntityName entityRef={cluster.owner} />],
          ['Follows', cluster.follow],
          [
            'Revision',
            cluster.revision === cluster.appliedRevision
              ? cluster.revision
              : `${cluster.revision ?? '–'}, proven ${cluster.appliedRevision ?? 'none'}`,
          ],
          ['Protected', cluster.protected ? 'yes' : undefined],
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
    </Section>
  );
}
