import type { ReactNode } from 'react';
import { useEntity } from '@backstage/plugin-catalog-react';
import type { ProfileSummary } from '@cluster-profiles/plugin-cluster-profiles-common';
import { EmptyState } from '../../components/EmptyState/EmptyState';
import { Loaded } from '../../components/Loaded/Loaded';
import { TabContent } from '../../components/PageContent/PageContent';
import { useProfile } from './useProfile';

/** A tab about a version of the entity's profile; before the first publication there is none. */
export function PublishedProfile(props: {
  children: (profile: ProfileSummary) => ReactNode;
}) {
  const { entity } = useEntity();
  const load = useProfile(entity.metadata.name);
  return (
    <TabContent>
      <Loaded load={load} what="The profile">
        {profile =>
          profile.versions.length === 0 ? (
            <EmptyState
              title="No version is published yet"
              description="The draft is what stands in git; publishing it makes a version that clusters can run."
            />
          ) : (
            props.children(profile)
          )
        }
      </Loaded>
    </TabContent>
  );
}
