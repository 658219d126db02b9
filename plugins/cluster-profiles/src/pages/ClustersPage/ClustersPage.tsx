import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import { Button, ButtonLink, Flex } from '@backstage/ui';
import { RiAddLine } from '@remixicon/react';
import { clusterProfilesApiRef } from '../../api/clusterProfilesApiRef';
import { ClusterTable } from '../../components/ClusterTable/ClusterTable';
import { EmptyState } from '../../components/EmptyState/EmptyState';
import { ErrorNotice } from '../../components/ErrorNotice/ErrorNotice';
import { PageContent } from '../../components/PageContent/PageContent';
import { useLoad } from '../../hooks/useLoad';
import { useSubjectSignal } from '../../hooks/useSubjectSignal';
import { createRequestRouteRef } from '../../routes';
import { ClusterFilters } from './ClusterFilters';
import { PAGE_SIZE, useClusterQuery } from './useClusterQuery';

const POLL_MS = 15_000;

/** All clusters the reader may see; the database filters, sorts and pages. */
export function ClustersPage() {
  const api = useApi(clusterProfilesApiRef);
  const requestRoute = useRouteRef(createRequestRouteRef);
  const { query, filtered, update } = useClusterQuery();

  const load = useLoad({
    key: JSON.stringify(query),
    keepPrevious: true,
    pollMs: () => POLL_MS,
    load: signal => api.listClusters(query, { signal }),
  });
  useSubjectSignal({ subject: 'cluster' }, load.reload);

  const request = (
    <ButtonLink
      variant="primary"
      href={requestRoute?.() ?? '/create'}
      iconStart={<RiAddLine />}
    >
      Request a cluster
    </ButtonLink>
  );
  const empty = load.value?.totalCount === 0 && !filtered;

  return (
    <PageContent>
      <Flex direction="column" gap="4">
        {!empty && (
          <ClusterFilters query={query} update={update} action={request} />
        )}
        {load.error && <ErrorNotice error={load.error} onRetry={load.reload} />}
        {empty && (
          <EmptyState
            title="No clusters yet"
            description="Choose an approved stack, say where it shall run, and follow it until it is ready."
            action={request}
          />
        )}
        {!empty && !(load.error && !load.value) && (
          <ClusterTable
            page={load.value}
            loading={load.loading}
            sort={{ field: query.sort, order: query.order ?? 'asc' }}
            onSortChange={({ field, order }) => update({ sort: field, order })}
            offset={query.offset}
            pageSize={PAGE_SIZE}
            onOffsetChange={offset => update({ offset: offset || undefined })}
            emptyState={
              <EmptyState
                title="No cluster matches"
                action={
                  <Button
                    variant="secondary"
                    onPress={() =>
                      update({
                        search: '',
                        stage: [],
                        phase: [],
                        owner: [],
                        profile: [],
                        version: [],
                        issues: false,
                      })
                    }
                  >
                    Clear filters
                  </Button>
                }
              />
            }
          />
        )}
      </Flex>
    </PageContent>
  );
}
