import { useEntity } from '@backstage/plugin-catalog-react';
import type { ProfileSummary } from '@cluster-profiles/plugin-cluster-profiles-common';
import { ButtonLink, Link, Text } from '@backstage/ui';
import { EmptyState } from '../../components/EmptyState/EmptyState';
import { entityNames } from '../../components/EntityName/EntityName';
import { Facts } from '../../components/Facts/Facts';
import { KubernetesVersion } from '../../components/KubernetesVersion/KubernetesVersion';
import { Loaded } from '../../components/Loaded/Loaded';
import { Readable } from '../../components/PageContent/PageContent';
import { RelativeTime } from '../../components/RelativeTime/RelativeTime';
import { Section } from '../../components/Section/Section';
import { StackDiagram } from '../../components/StackDiagram/StackDiagram';
import { askSomebody } from '../../fields/askSomebody';
import { useRequestTemplate } from '../../hooks/useRequestTemplate';
import { Adoption } from './Adoption';
import { ProfileDriftNote } from './ProfileDriftNote';
import { useProfile } from './useProfile';
import { useProfileRoutes } from './useProfileRoutes';
import styles from './ProfileCard.module.css';

/** What a profile brings, on the overview of its entity: the newest version, how far the fleet is, and the way to a cluster. */
export function ProfileCard() {
  const { entity } = useEntity();
  const load = useProfile(entity.metadata.name);
  return (
    <Readable>
      <Section title="Newest version">
        <Loaded load={load} what="The profile">
          {profile => <Newest profile={profile} />}
        </Loaded>
      </Section>
    </Readable>
  );
}

function Newest({ profile }: { profile: ProfileSummary }) {
  const routes = useProfileRoutes(profile.name);
  const newest = profile.versions.find(
    ({ version }) => version === profile.latestVersion,
  );
  if (!newest) {
    return (
      <EmptyState
        title={
          profile.versions.length === 0
            ? 'No version is published yet'
            : 'No version can be requested any more'
        }
        description="Clusters run published versions only."
        action={<Link href={routes.tab('versions')}>Open the versions</Link>}
      />
    );
  }
  return (
    <>
      <Facts
        facts={[
          [
            'Version',
            <Link key="version" href={routes.tab('stack')}>
              {newest.version}
            </Link>,
          ],
          [
            'Kubernetes',
            newest.kubernetesVersion && (
              <KubernetesVersion
                version={newest.kubernetesVersion}
                endOfLife={newest.kubernetesEndOfLife}
              />
            ),
          ],
          ['Published', <RelativeTime key="at" at={newest.publishedAt} />],
        ]}
      />
      <StackDiagram
        compact
        layers={newest.layers}
        label={`Stack of ${profile.name} ${newest.version}`}
      />
      <div className={styles.end}>
        <div className={styles.adoption}>
          <Adoption profile={profile} />
          <ProfileDriftNote profile={profile.name} />{' '}
          <Link href={routes.clusters()}>Clusters by version</Link>
        </div>
        <RequestButton profile={profile} version={newest.version} />
      </div>
    </>
  );
}

function RequestButton(props: { profile: ProfileSummary; version: string }) {
  const { profile, version } = props;
  const requestTemplate = useRequestTemplate();
  if (profile.type === 'add-on') {
    return (
      <Text as="p" color="secondary">
        An add-on profile is added to a cluster from the page of the cluster.
      </Text>
    );
  }
  return profile.use.allowed ? (
    <ButtonLink
      variant="primary"
      href={requestTemplate({ profile: { name: profile.name, version } })}
    >
      Request a cluster with this profile
    </ButtonLink>
  ) : (
    <Text as="p" color="secondary">
      {askSomebody(
        profile.use.reason ?? 'You may not request clusters with it',
        entityNames([profile.owner]),
      )}
    </Text>
  );
}
