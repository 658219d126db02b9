import { useApi } from '@backstage/core-plugin-api';
import type {
  ProfileSummary,
  ProfileVersionDetail,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { Flex } from '@backstage/ui';
import { clusterProfilesApiRef } from '../../api/clusterProfilesApiRef';
import {
  EntityName,
  entityNames,
} from '../../components/EntityName/EntityName';
import { Facts } from '../../components/Facts/Facts';
import { Loaded } from '../../components/Loaded/Loaded';
import { Digest } from '../../components/Digest/Digest';
import { KubernetesVersion } from '../../components/KubernetesVersion/KubernetesVersion';
import { RelativeTime } from '../../components/RelativeTime/RelativeTime';
import { ReleaseNotes } from '../../components/ReleaseNotes/ReleaseNotes';
import { Section } from '../../components/Section/Section';
import { StackDiagram } from '../../components/StackDiagram/StackDiagram';
import { sourceText } from '../../components/StackDiagram/sourceText';
import { VersionStateStatus } from '../../components/Status/states';
import { visibleText } from '../../components/VisibleText/visibleText';
import { useLoad } from '../../hooks/useLoad';
import { PublishedProfile } from './PublishedProfile';
import { useChosenVersion } from './useChosenVersion';
import { VersionUsage } from './VersionUsage';
import { VersionSelect } from './VersionSelect';

/** The stack of one version of a profile, the newest at first. */
export function ProfileStack() {
  return (
    <PublishedProfile>
      {profile => <Stack profile={profile} />}
    </PublishedProfile>
  );
}

function Stack({ profile }: { profile: ProfileSummary }) {
  const api = useApi(clusterProfilesApiRef);
  const version = useChosenVersion(profile);
  const load = useLoad({
    key: `${profile.name} ${version}`,
    load: signal => api.getProfileVersion(profile.name, version, { signal }),
  });

  return (
    <Flex direction="column" gap="4">
      <VersionSelect profile={profile} version={version} />
      <Loaded load={load} what="The stack">
        {detail => (
          <>
            <Section title={`${profile.title ?? profile.name} ${version}`}>
              <VersionFacts profile={profile} detail={detail} />
              {detail.releaseNotes && (
                <ReleaseNotes text={detail.releaseNotes} version={version} />
              )}
            </Section>
            <Section title="Stack">
              <StackDiagram
                label={`Stack of ${profile.name} ${version}`}
                layers={detail.document.spec.layers.map(layer => ({
                  ...layer,
                  source: sourceText(layer.source),
                  lock: detail.sources.find(
                    source => source.layer === layer.name,
                  )?.sha256,
                }))}
              />
            </Section>
          </>
        )}
      </Loaded>
    </Flex>
  );
}

function VersionFacts(props: {
  profile: ProfileSummary;
  detail: ProfileVersionDetail;
}) {
  const { profile, detail } = props;
  const summary = profile.versions.find(
    ({ version }) => version === detail.version,
  );
  return (
    <Facts
      facts={[
        ['State', <VersionStateStatus state={detail.state} />],
        ['Reason', detail.stateReason && visibleText(detail.stateReason)],
        ['End of life', detail.endOfLife],
        [
          'Kubernetes',
          detail.kubernetesVersion && (
            <KubernetesVersion
              version={detail.kubernetesVersion}
              endOfLife={summary?.kubernetesEndOfLife}
            />
          ),
        ],
        [
          'Clusters',
          summary && <VersionUsage profile={profile.name} version={summary} />,
        ],
        ['Type', detail.type],
        ['Lifecycle', detail.lifecycle],
        ['Owner', <EntityName entityRef={detail.owner} />],
        ['Published', <RelativeTime at={detail.publishedAt} />],
        [
          'Written by',
          detail.authorsKnown ? entityNames(detail.authors) : 'not attested',
        ],
        ['Approved by', entityNames(detail.approvers)],
        [
          'Digest',
          <Digest
            value={detail.digest}
            label={`digest of ${detail.profile} ${detail.version}`}
          />,
        ],
      ]}
    />
  );
}
