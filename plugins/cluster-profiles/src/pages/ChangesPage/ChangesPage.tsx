import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import { Button, Flex, ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import { clusterProfilesApiRef } from '../../api/clusterProfilesApiRef';
import { ChangeTable } from '../../components/ChangeTable/ChangeTable';
import { EmptyState } from '../../components/EmptyState/EmptyState';
import { Loaded } from '../../components/Loaded/Loaded';
import { PageContent } from '../../components/PageContent/PageContent';
import { useLoad } from '../../hooks/useLoad';
import { useSubjectSignal } from '../../hooks/useSubjectSignal';
import { ChangeFilters } from './ChangeFilters';
import {
  PAGE_SIZE,
  SCOPES,
  useChangeQuery,
  type Scope,
} from './useChangeQuery';
import styles from './ChangesPage.module.css';

const POLL_MS = 15_000;

const EMPTY: Record<Scope, { title: string; description: string }> = {
  waiting: {
    title: 'Nothing waits for you',
    description: 'Changes that you can approve appear here.',
  },
  mine: {
    title: 'You have proposed nothing yet',
    description:
      'Clusters that you request and changes that you propose appear here.',
  },
  all: {
    title: 'No changes',
    description:
      'Everything that is proposed for clusters and profiles appears here.',
  },
};

/** Changes: those that wait for the reader, the reader's own, all. */
export function ChangesPage() {
  const api = useApi(clusterProfilesApiRef);
  const identityApi = useApi(identityApiRef);
  const { scope, query, filtered, update } = useChangeQuery();
  const { offset = 0 } = query;

  const load = useLoad({
    key: `${scope} ${JSON.stringify(query)}`,
    keepPrevious: true,
    pollMs: () => POLL_MS,
    load: async signal => {
      const proposer =
        scope === 'mine'
          ? (await identityApi.getBackstageIdentity()).userEntityRef
          : undefined;
      return api.listChanges({ ...query, proposer }, { signal });
    },
  });
  useSubjectSignal({ subject: 'change' }, load.reload);

  return (
    <PageContent>
      <Flex direction="column" gap="4">
        <div className={styles.bar}>
          <ToggleButtonGroup
            aria-label="Which changes"
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[scope]}
            onSelectionChange={keys => update({ show: String([...keys][0]) })}
          >
            {SCOPES.map(({ id, label }) => (
              <ToggleButton key={id} id={id}>
                {label}
              </ToggleButton>
            ))}
          </ToggleButtonGroup>
          <ChangeFilters query={query} update={update} />
        </div>
        <Loaded load={load} what="The changes" rows={8}>
          {page => (
            <ChangeTable
              page={page}
              offset={offset}
              pageSize={PAGE_SIZE}
              onOffsetChange={next => update({ offset: next || undefined })}
              emptyState={
                filtered ? (
                  <EmptyState
                    title="No change matches"
                    description="Nothing here fits the search and the filters."
                    action={
                      <Button
                        variant="secondary"
                        onPress={() =>
                          update({
                            search: undefined,
                            state: undefined,
                            kind: undefined,
                            stage: undefined,
                          })
                        }
                      >
                        Clear filters
                      </Button>
                    }
                  />
                ) : (
                  <EmptyState {...EMPTY[scope]} />
                )
              }
            />
          )}
        </Loaded>
      </Flex>
    </PageContent>
  );
}
