import { useApi } from '@backstage/core-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import type { ProfileSummary } from '@cluster-profiles/plugin-cluster-profiles-common';
import { Button, Flex, Text } from '@backstage/ui';
import { clusterProfilesApiRef } from '../../api/clusterProfilesApiRef';
import { TabContent } from '../../components/PageContent/PageContent';
import { AdoptionBar } from '../../components/AdoptionBar/AdoptionBar';
import { ClusterTable } from '../../components/ClusterTable/ClusterTable';
import {
  readTableQuery,
  useTableQuery,
} from '../../components/ClusterTable/useTableQuery';
import { EmptyState } from '../../components/EmptyState/EmptyState';
import { ErrorNotice } from '../../components/ErrorNotice/ErrorNotice';
import { Loaded } from '../../components/Loaded/Loaded';
import { useLoad } from '../../hooks/useLoad';
import { useQueryState } from '../../hooks/useQueryState';
import { useNow } from '../../hooks/useNow';
import { Adoption } from './Adoption';
import { ProfileDriftNote } from './ProfileDriftNote';
import { isUnsupported, notRunningWords } from './usage';
import { useProfile } from './useProfile';

const PAGE_SIZE = 25;
const HOUR_MS = 3_600_000;

/** Clusters that run the profile, by version. */
export function ProfileClusters() {
  const { entity } = useEntity();
  const { name } = entity.metadata;
  const api = useApi(clusterProfilesApiRef);
  const profile = useProfile(name);
  const today = new Date(useNow(HOUR_MS)).toISOString().slice(0, 10);
  const { params, getAll, update } = useQueryState();
  const versions = getAll('version');
  const order = readTableQuery(params);
  const table = useTableQuery({ query: order, pageSize: PAGE_SIZE, update });

  const query = {
    profile: [name],
    version: versions,
    ...order,
    limit: PAGE_SIZE,
  };
  const load = useLoad({
    key: JSON.stringify(query),
    keepPrevious: true,
    load: signal => api.listClusters(query, { signal }),
  });

  return (
    <TabContent>
      <Flex direction="column" gap="4">
        <Loaded load={profile} what="The clusters of the profile">
          {value => (
            <>
              <Adoption profile={value} />
              <ProfileDriftNote profile={value.name} />
              {versions.length === 0 && load.value && (
                <NotRunning profile={value} listed={load.value.totalCount} />
              )}
              <AdoptionBar
                versions={value.versions}
                unsupported={value.versions
                  .filter(version => isUnsupported(version, today))
                  .map(({ version }) => version)}
                chosen={versions}
                onChange={version => update({ version })}
              />
            </>
          )}
        </Loaded>
        {/* What keeps the profile away mostly keeps its clusters away: said once. */}
        {load.error && !profile.error && (
          <ErrorNotice
            error={load.error}
            what="The clusters"
            onRetry={load.reload}
          />
        )}
        {!(load.error && !load.value) && (
          <ClusterTable
            {...table}
            page={load.value}
            emptyState={
              <EmptyState
                title={
                  versions.length > 0
                    ? 'No cluster runs these versions'
                    : 'No cluster runs this profile'
                }
                description={
                  versions.length > 0
                    ? undefined
                    : 'Clusters appear here once one is requested with it.'
                }
                action={
                  versions.length > 0 ? (
                    <Button
                      variant="secondary"
                      onPress={() => update({ version: undefined })}
                    >
                      Show all versions
                    </Button>
                  ) : undefined
                }
              />
            }
          />
        )}
      </Flex>
    </TabContent>
  );
}

function NotRunning(props: { profile: ProfileSummary; listed: number }) {
  const words = notRunningWords(props.profile.versions, props.listed);
  return words ? (
    <Text as="p" color="secondary">
      {words}
    </Text>
  ) : null;
}
