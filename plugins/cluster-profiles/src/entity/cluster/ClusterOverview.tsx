import { useEntity } from '@backstage/plugin-catalog-react';
import {
  mainProfile,
  type ClusterDetail,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { Flex, Text } from '@backstage/ui';
import { TabContent } from '../../components/PageContent/PageContent';
import {
  EntityName,
  ProfileName,
} from '../../components/EntityName/EntityName';
import { Facts } from '../../components/Facts/Facts';
import { endText } from '../../components/endText';
import { IMPORTED_BASE } from '../../components/importedWords';
import { KubernetesVersion } from '../../components/KubernetesVersion/KubernetesVersion';
import { RelativeTime } from '../../components/RelativeTime/RelativeTime';
import { Section } from '../../components/Section/Section';
import { StackDiagram } from '../../components/StackDiagram/StackDiagram';
import { sourceAndLock } from '../../components/StackDiagram/sourceText';
import { DriftStatus, PhaseStatus } from '../../components/Status/states';
import { readableText } from '../../components/VisibleText/readableText';
import { useNow } from '../../hooks/useNow';
import { ClusterActions } from './ClusterActions';
import { Conditions } from './Conditions';
import { CurrentChange } from './CurrentChange';
import { DriftSection } from './drift/DriftSection';
import { lastSeen } from './lastSeen';
import { addOnProfiles } from './clusterActions';
import { LoadedCluster } from './LoadedCluster';
import { Machines } from './Machines';
import { OverridesSection } from './overrides/OverridesSection';
import { Staleness } from './Staleness';
import { UpgradeOutlook } from './UpgradeOutlook';
import { useCluster } from './useCluster';
import styles from './ClusterOverview.module.css';

const TICK_MS = 15_000;

/** One cluster: what is desired beside what runs, what is wrong in words, what happens now, and what can be done. */
export function ClusterOverview() {
  const { entity } = useEntity();
  const load = useCluster(entity.metadata.name);
  const now = useNow(TICK_MS);
  return (
    <TabContent>
      <LoadedCluster load={load}>
        {cluster => (
          <Flex direction="column" gap="4">
            <Staleness cluster={cluster} />
            <Summary cluster={cluster} asOf={lastSeen(cluster, now)} />
            {cluster.change && (
              <CurrentChange id={cluster.change.id} onMoved={load.reload} />
            )}
            <Section title="Stack, desired beside observed">
              {cluster.layers.length === 0 && !mainProfile(cluster) ? (
                <Text as="p" color="secondary">
                  No add-on profile runs here yet. {IMPORTED_BASE}
                </Text>
              ) : (
                <StackDiagram
                  label={`Stack of ${cluster.name}`}
                  asOf={lastSeen(cluster, now)}
                  layers={cluster.layers.map(layer => ({
                    name: layer.name,
                    kind: layer.kind,
                    category: layer.category,
                    version: layer.desiredVersion,
                    ...sourceAndLock(cluster.desired?.layers, layer.name),
                    observed: layer.observed ?? null,
                    waitsFor: layer.waitsFor,
                  }))}
                />
              )}
            </Section>
            <OverridesSection cluster={cluster} />
            <DriftSection cluster={cluster} />
            <div className={styles.halves}>
              <Conditions conditions={cluster.conditions} />
              <Machines cluster={cluster} asOf={lastSeen(cluster, now)} />
            </div>
          </Flex>
        )}
      </LoadedCluster>
    </TabContent>
  );
}

function Summary(props: { cluster: ClusterDetail; asOf?: string }) {
  const { cluster, asOf } = props;
  const main = mainProfile(cluster);
  const addOns = addOnProfiles(cluster);
  return (
    <Section
      title={cluster.name}
      actions={<ClusterActions cluster={cluster} />}
    >
      <div className={styles.phase} role="status">
        <PhaseStatus phase={cluster.phase} hasIssue={cluster.hasIssue} />
        <Text as="span" color="secondary">
          {readableText(cluster.phaseReason)}
        </Text>
      </div>
      {cluster.description && <Text as="p">{cluster.description}</Text>}
      <UpgradeOutlook cluster={cluster} />
      <Facts
        facts={[
          [
            'Profile',
            main ? (
              <>
                <ProfileName name={main.name} /> {main.version}
                {cluster.behind > 0 &&
                  `, behind by ${cluster.behind} (${cluster.latestVersion} is newest)`}
              </>
            ) : (
              IMPORTED_BASE
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
          ['Drift', <DriftStatus drift={cluster.drift} asOf={asOf} />],
          ['Target', `${cluster.target} (${cluster.stage}, ${cluster.region})`],
          ['Owner', <EntityName entityRef={cluster.owner} />],
          ['Follows', main && cluster.follow],
          [
            'Revision',
            cluster.revision === cluster.appliedRevision
              ? cluster.revision
              : `${cluster.revision ?? '–'}, proven ${cluster.appliedRevision ?? 'none'}`,
          ],
          ['Protected', cluster.protected ? 'yes' : undefined],
          ['Last day', cluster.endsOn && endText(cluster.endsOn, new Date())],
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
