import { useMemo, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type { ProfileSummary } from '@cluster-profiles/plugin-cluster-profiles-common';
import { Button, ButtonLink, Flex } from '@backstage/ui';
import { RiAddLine } from '@remixicon/react';
import { clusterProfilesApiRef } from '../../api/clusterProfilesApiRef';
import { ClusterTable } from '../../components/ClusterTable/ClusterTable';
import { useTableQuery } from '../../components/ClusterTable/useTableQuery';
import { EmptyState } from '../../components/EmptyState/EmptyState';
import { ErrorNotice } from '../../components/ErrorNotice/ErrorNotice';
import { PageContent } from '../../components/PageContent/PageContent';
import { useLoad } from '../../hooks/useLoad';
import { useRequestTemplate } from '../../hooks/useRequestTemplate';
import { useSubjectSignal } from '../../hooks/useSubjectSignal';
import { ActiveFilters } from './ActiveFilters';
import { BulkBar } from './bulk/BulkBar';
import { BulkDialog } from './bulk/BulkDialog';
import type { BulkActionId } from './bulk/bulkActions';
import { ClusterFilters } from './ClusterFilters';
import { FleetCounts } from './FleetCounts';
import { ImportLink } from './ImportLink';
import { ProviderFreshness } from './ProviderFreshness';
import { PAGE_SIZE } from './readClusterQuery';
import type { StartedList } from './startList';
import { useClusterQuery } from './useClusterQuery';
import { useClearing } from './useClearing';
import { useSelection } from './useSelection';
import styles from './ClustersPage.module.css';

const POLL_MS = 15_000;
const NO_PROFILES: readonly ProfileSummary[] = [];

/** All clusters the reader may see; the database filters, sorts and pages. */
export function ClustersPage({ started }: { started?: StartedList }) {
  const api = useApi(clusterProfilesApiRef);
  const requestTemplate = useRequestTemplate();
  const { query, filtered, update, clear: clearQuery } = useClusterQuery();

  const key = JSON.stringify(query);
  const load = useLoad({
    key,
    keepPrevious: true,
    pollMs: () => POLL_MS,
    load: signal => started?.take(key) ?? api.listClusters(query, { signal }),
  });
  const { content, clear } = useClearing(clearQuery, load.value);
  const providers = useLoad({
    key: 'providers',
    pollMs: () => POLL_MS,
    load: signal => api.listProviders({ signal }),
  });
  // An extra: the list stands without it, and comes first.
  const { value: fleet } = useLoad({
    key: 'fleet',
    wait: !load.value,
    pollMs: () => POLL_MS,
    load: signal => api.getFleet({ signal }),
  });
  const [unfolded, setUnfolded] = useState(false);
  const [action, setAction] = useState<BulkActionId>();
  const { reload } = load;
  useSubjectSignal({ subject: 'cluster' }, reload);

  const targets = useMemo(
    () => [...new Set(providers.value?.flatMap(p => p.targets))].sort(),
    [providers.value],
  );
  const selection = useSelection(load.value?.items);
  const profiles = useLoad({
    key: 'profiles',
    wait: !unfolded && selection.clusters.length === 0,
    load: signal => api.listProfiles({ signal }),
  });

  const start = (
    <div className={styles.start}>
      <ImportLink providers={providers.value} />
      <ButtonLink
        variant="primary"
        href={requestTemplate()}
        iconStart={<RiAddLine />}
      >
        Request a cluster
      </ButtonLink>
    </div>
  );
  const empty = load.value?.totalCount === 0 && !filtered;
  const table = useTableQuery({ query, pageSize: PAGE_SIZE, update });
  const nothing = useMemo(
    () => (
      <EmptyState
        title="No cluster matches"
        action={
          <Button variant="secondary" onPress={clear}>
            Clear filters
          </Button>
        }
      />
    ),
    [clear],
  );

  return (
    <PageContent>
      <Flex ref={content} direction="column" gap="4">
        {!empty && (
          <>
            <FleetCounts fleet={fleet} />
            <ClusterFilters
              query={query}
              update={update}
              targets={targets}
              unfolded={unfolded}
              onUnfold={setUnfolded}
              profiles={profiles.value ?? NO_PROFILES}
            />
            <ActiveFilters
              query={query}
              update={update}
              onClear={load.value?.totalCount === 0 ? undefined : clear}
            />
          </>
        )}
        <div className={styles.standing}>
          <ProviderFreshness load={providers} />
          {!empty && start}
        </div>
        {load.error && (
          <ErrorNotice
            error={load.error}
            what="The clusters"
            title={
              load.value && 'Could not refresh; this is the last known state'
            }
            onRetry={reload}
          />
        )}
        {empty && (
          <EmptyState
            title="No clusters yet"
            description="None that you may see. Choose an approved stack, say where it shall run, and follow it until it is ready."
            action={start}
          />
        )}
        {selection.clusters.length > 0 && (
          <BulkBar
            selected={selection.clusters}
            onAction={setAction}
            onClear={selection.clear}
          />
        )}
        {!empty && !(load.error && !load.value) && (
          <ClusterTable
            {...table}
            page={load.value}
            selection={selection.table}
            emptyState={nothing}
          />
        )}
      </Flex>
      {action && (profiles.value || profiles.error) && (
        <BulkDialog
          action={action}
          clusters={selection.clusters}
          profiles={profiles.value ?? NO_PROFILES}
          onClose={proposed => {
            setAction(undefined);
            if (proposed) {
              selection.clear();
              reload();
            }
          }}
        />
      )}
    </PageContent>
  );
}
