import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import type {
  ChangeQuery,
  ChangeState,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { Flex, Select, ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import { clusterProfilesApiRef } from '../../api/clusterProfilesApiRef';
import { ChangeTable } from '../../components/ChangeTable/ChangeTable';
import { EmptyState } from '../../components/EmptyState/EmptyState';
import { ErrorNotice } from '../../components/ErrorNotice/ErrorNotice';
import { changeStateLabel } from '../../components/Status/states';
import { PageContent } from '../../components/PageContent/PageContent';
import { useLoad } from '../../hooks/useLoad';
import { useQueryState } from '../../hooks/useQueryState';
import { useSubjectSignal } from '../../hooks/useSubjectSignal';

const PAGE_SIZE = 25;
const POLL_MS = 15_000;

const SCOPES = [
  { id: 'waiting', label: 'Waiting for me' },
  { id: 'mine', label: 'Mine' },
  { id: 'all', label: 'All' },
] as const;

const STATES: readonly ChangeState[] = [
  'planning',
  'awaiting-approval',
  'accepted',
  'applying',
  'applied',
  'failed',
  'stale',
  'rejected',
  'cancelled',
  'expired',
  'superseded',
];

/** Changes: those that wait for the reader, the reader's own, all. */
export function ChangesPage() {
  const api = useApi(clusterProfilesApiRef);
  const identityApi = useApi(identityApiRef);
  const { get, getAll, update } = useQueryState();

  const scope = SCOPES.find(({ id }) => id === get('show'))?.id ?? 'waiting';
  const states = getAll('state').filter((state): state is ChangeState =>
    (STATES as readonly string[]).includes(state),
  );
  const offset = Number(get('offset')) || 0;
  const query: ChangeQuery = {
    state: states,
    offset,
    limit: PAGE_SIZE,
    order: 'desc',
    waitingForMe: scope === 'waiting' || undefined,
  };

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
        <Flex
          gap="3"
          align="end"
          justify="between"
          style={{ flexWrap: 'wrap' }}
        >
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
          <Select
            aria-label="State"
            placeholder="Any state"
            size="small"
            style={{ width: '12rem' }}
            selectionMode="multiple"
            value={states}
            onChange={keys => update({ state: keys.map(String) })}
            options={STATES.map(id => ({ id, label: changeStateLabel(id) }))}
          />
        </Flex>
        {load.error && <ErrorNotice error={load.error} onRetry={load.reload} />}
        {!(load.error && !load.value) && (
          <ChangeTable
            page={load.value}
            loading={load.loading}
            offset={offset}
            pageSize={PAGE_SIZE}
            onOffsetChange={next => update({ offset: next || undefined })}
            emptyState={
              scope === 'waiting' ? (
                <EmptyState
                  title="Nothing waits for you"
                  description="Changes that you can approve appear here."
                />
              ) : (
                <EmptyState
                  title="No changes"
                  description="Everything that is proposed for clusters and profiles appears here."
                />
              )
            }
          />
        )}
      </Flex>
    </PageContent>
  );
}
