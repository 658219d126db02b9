import { useState } from 'react';
import { useEntity } from '@backstage/plugin-catalog-react';
import type {
  ProfileSummary,
  ProfileVersionSummary,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { Button, Flex, Text } from '@backstage/ui';
import { TabContent } from '../../components/PageContent/PageContent';
import { ChangeName } from '../../components/ChangeName/ChangeName';
import { EmptyState } from '../../components/EmptyState/EmptyState';
import { entityNames } from '../../components/EntityName/EntityName';
import { Loaded } from '../../components/Loaded/Loaded';
import { Paragraphs } from '../../components/Paragraphs/Paragraphs';
import { RelativeTime } from '../../components/RelativeTime/RelativeTime';
import { Section } from '../../components/Section/Section';
import { VersionStateStatus } from '../../components/Status/states';
import { DraftFindings } from './DraftFindings';
import { useProfile } from './useProfile';
import { VersionDifference } from './VersionDifference';
import { VersionStateDialog } from './VersionStateDialog';
import styles from './ProfileVersions.module.css';

/** Versions of a profile as a timeline, what differs between any two, and taking one out of use. */
export function ProfileVersions() {
  const { entity } = useEntity();
  const load = useProfile(entity.metadata.name);
  return (
    <TabContent>
      <Loaded load={load}>
        {profile => (
          <Flex direction="column" gap="4">
            {profile.versions.length === 0 ? (
              <EmptyState
                title="No version is published yet"
                description="Publish the draft with the template action cluster-profiles:profile:publish, or from CI through the API."
              />
            ) : (
              <Section title="Versions">
                <Timeline profile={profile} />
              </Section>
            )}
            {profile.versions.length > 1 && (
              <VersionDifference profile={profile} />
            )}
            <DraftFindings
              published={profile.versions.map(({ version }) => version)}
            />
          </Flex>
        )}
      </Loaded>
    </TabContent>
  );
}

function Timeline({ profile }: { profile: ProfileSummary }) {
  const [dialog, setDialog] = useState<{
    kind: 'deprecate' | 'withdraw';
    version: ProfileVersionSummary;
  }>();
  return (
    <>
      <ol className={styles.timeline}>
        {profile.versions.map(version => (
          <li key={version.version} className={styles.version}>
            <div className={styles.heading}>
              <Text as="h4" variant="body-large" weight="bold">
                {version.version}
              </Text>
              <VersionStateStatus state={version.state} />
              <Text as="span" color="secondary">
                <RelativeTime at={version.publishedAt} />
                {version.kubernetesVersion &&
                  `, Kubernetes ${version.kubernetesVersion}`}
                {`, ${usage(version.clusters)}`}
              </Text>
              <span className={styles.buttons}>
                {version.state === 'published' && (
                  <Button
                    size="small"
                    variant="secondary"
                    aria-label={`Deprecate ${version.version}`}
                    onPress={() => setDialog({ kind: 'deprecate', version })}
                  >
                    Deprecate
                  </Button>
                )}
                {version.state !== 'withdrawn' && (
                  <Button
                    size="small"
                    variant="secondary"
                    aria-label={`Withdraw ${version.version}`}
                    onPress={() => setDialog({ kind: 'withdraw', version })}
                  >
                    Withdraw
                  </Button>
                )}
              </span>
            </div>
            {version.stateReason && (
              <Text as="p">
                {version.stateReason}
                {version.endOfLife && ` End of life: ${version.endOfLife}.`}
              </Text>
            )}
            {version.releaseNotes && <Paragraphs text={version.releaseNotes} />}
            <Text as="p" color="secondary">
              Written by {entityNames(version.authors) || 'unknown authors'}
              {version.approvers.length > 0 &&
                `, approved by ${entityNames(version.approvers)}`}
              {'. '}
              <ChangeName id={version.changeId}>
                Publication of {version.version}
              </ChangeName>
            </Text>
          </li>
        ))}
      </ol>
      {dialog && (
        <VersionStateDialog
          profile={profile.name}
          kind={dialog.kind}
          version={dialog.version}
          onClose={() => setDialog(undefined)}
        />
      )}
    </>
  );
}

function usage(clusters: number): string {
  if (clusters === 0) {
    return 'used by no cluster';
  }
  return clusters === 1 ? 'used by 1 cluster' : `used by ${clusters} clusters`;
}
