import { useApi } from '@backstage/core-plugin-api';
import type { ProfileSummary } from '@cluster-profiles/plugin-cluster-profiles-common';
import { Flex } from '@backstage/ui';
import { clusterProfilesApiRef } from '../../api/clusterProfilesApiRef';
import {
  EntityName,
  entityNames,
} from '../../components/EntityName/EntityName';
import { Facts } from '../../components/Facts/Facts';
import { Loaded } from '../../components/Loaded/Loaded';
import { Paragraphs } from '../../components/Paragraphs/Paragraphs';
import { RelativeTime } from '../../components/RelativeTime/RelativeTime';
import { Section } from '../../components/Section/Section';
import { StackDiagram } from '../../components/StackDiagram/StackDiagram';
import { sourceText } from '../../components/StackDiagram/sourceText';
import { VersionStateStatus } from '../../components/Status/states';
import { useLoad } from '../../hooks/useLoad';
import { PublishedProfile } from './PublishedProfile';
import { useChosenVersion } from './useChosenVersion';
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
      <Loaded load={load}>
        {detail => (
          <>
            <Section title={`${profile.title ?? profile.name} ${version}`}>
              <Facts
                facts={[
                  ['State', <VersionStateStatus state={detail.state} />],
                  ['Reason', detail.stateReason],
                  ['End of life', detail.endOfLife],
                  ['Type', detail.type],
                  ['Lifecycle', detail.lifecycle],
                  ['Owner', <EntityName entityRef={detail.owner} />],
                  ['Kubernetes', detail.kubernetesVersion],
                  ['Published', <RelativeTime at={detail.publishedAt} />],
                  [
                    'Written by',
                    detail.authorsKnown
                      ? entityNames(detail.authors)
                      : 'not attested',
                  ],
                  ['Approved by', entityNames(detail.approvers)],
                  ['Digest', <code>{detail.digest.slice(0, 12)}</code>],
                ]}
              />
              {detail.releaseNotes && <Paragraphs text={detail.releaseNotes} />}
            </Section>
            <Section title="Stack">
              <StackDiagram
                label={`Stack of ${profile.name} ${version}`}
                layers={detail.document.spec.layers.map(layer => ({
                  ...layer,
                  source: sourceText(layer.source),
                }))}
              />
            </Section>
          </>
        )}
      </Loaded>
    </Flex>
  );
}
