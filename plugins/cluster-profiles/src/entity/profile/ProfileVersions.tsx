import { useId } from 'react';
import { useEntity } from '@backstage/plugin-catalog-react';
import type { ProfileSummary } from '@cluster-profiles/plugin-cluster-profiles-common';
import { Flex } from '@backstage/ui';
import { TabContent } from '../../components/PageContent/PageContent';
import { EmptyState } from '../../components/EmptyState/EmptyState';
import { Loaded } from '../../components/Loaded/Loaded';
import { Section } from '../../components/Section/Section';
import { Status } from '../../components/Status/Status';
import { askSomebody } from '../../fields/askSomebody';
import { readableText } from '../../components/VisibleText/readableText';
import { Draft } from './Draft';
import { useProfile } from './useProfile';
import { VersionDifference } from './VersionDifference';
import { VersionTimeline } from './VersionTimeline';

/** The draft and its publication, versions as a timeline, what differs between any two, and taking one out of use. */
export function ProfileVersions() {
  const { entity } = useEntity();
  const load = useProfile(entity.metadata.name);
  return (
    <TabContent>
      <Loaded load={load} what="The versions">
        {profile => <Versions profile={profile} />}
      </Loaded>
    </TabContent>
  );
}

function Versions({ profile }: { profile: ProfileSummary }) {
  const refusalId = useId();
  const { allowed, reason = 'You may not change its versions' } =
    profile.propose;
  const published = profile.versions.length > 0;
  return (
    <Flex direction="column" gap="4">
      {!allowed && (
        <div id={refusalId}>
          <Status tone="info">
            Publish, deprecate and withdraw are not for you:{' '}
            {readableText(askSomebody(reason, ''))}
          </Status>
        </div>
      )}
      <Draft profile={profile} refusalId={refusalId} />
      {published ? (
        <Section title="Versions">
          <VersionTimeline profile={profile} refusalId={refusalId} />
        </Section>
      ) : (
        <EmptyState
          title="No version is published yet"
          description="Publish the draft above, or let CI do it through the API. Clusters run published versions only."
        />
      )}
      {profile.versions.length > 1 && <VersionDifference profile={profile} />}
    </Flex>
  );
}
