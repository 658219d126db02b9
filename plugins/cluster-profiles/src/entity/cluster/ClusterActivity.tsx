import { useApi } from '@backstage/core-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import {
  CLUSTER_UID_ANNOTATION,
  type Activity,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { Button, Flex, Text } from '@backstage/ui';
import { clusterProfilesApiRef } from '../../api/clusterProfilesApiRef';
import { ActivityEntries } from '../../components/ActivityList/ActivityEntries';
import { ChangeName } from '../../components/ChangeName/ChangeName';
import { EmptyState } from '../../components/EmptyState/EmptyState';
import { Loaded, Loading } from '../../components/Loaded/Loaded';
import { TabContent } from '../../components/PageContent/PageContent';
import { Section } from '../../components/Section/Section';
import { useLoad } from '../../hooks/useLoad';
import { useQueryState } from '../../hooks/useQueryState';
import { useSubjectSignal } from '../../hooks/useSubjectSignal';
import { ActivityFilters, knownTypes } from './ActivityFilters';
import { LoadedCluster } from './LoadedCluster';
import { useCluster } from './useCluster';
import { usePastEnd } from '../../hooks/usePastEnd';
import styles from './ClusterActivity.module.css';

const PAGE_SIZE = 50;

/** Who did what to the cluster, the latest first; nothing is ever taken out of it. */
export function ClusterActivity() {
  const { entity } = useEntity();
  const { name, annotations } = entity.metadata;
  const api = useApi(clusterProfilesApiRef);
  const cluster = useCluster(name);
  const { get, getAll, offset, update } = useQueryState();
  const actor = get('actor');
  const types = knownTypes(getAll('type'));
  const filtered = actor !== undefined || types.length > 0;
  const load = useLoad({
    key: JSON.stringify([name, actor, types, offset]),
    keepPrevious: true,
    load: signal =>
      api.listActivity(
        {
          subjectKind: 'cluster',
          subject: name,
          actor,
          type: types,
          offset,
          limit: PAGE_SIZE,
        },
        { signal },
      ),
  });
  useSubjectSignal({ subject: 'cluster', name }, load.reload);
  const pastEnd = usePastEnd({
    page: load.value,
    offset,
    pageSize: PAGE_SIZE,
    onOffsetChange: next => update({ offset: next || undefined }),
  });

  return (
    <TabContent>
      <LoadedCluster load={cluster}>
        {() => (
          <Section
            title="Activity"
            actions={
              <ActivityFilters
                entries={load.value?.items ?? []}
                actor={actor}
                types={types}
                update={update}
              />
            }
          >
            <Loaded load={load} what="The activity">
              {({ items, totalCount }) =>
                pastEnd ? (
                  <Loading rows={3} />
                ) : (
                  <>
                    {items.length === 0 && filtered ? (
                      <EmptyState
                        title="Nothing matches"
                        action={
                          <Button
                            variant="secondary"
                            onPress={() =>
                              update({ actor: undefined, type: [] })
                            }
                          >
                            Show everything
                          </Button>
                        }
                      />
                    ) : (
                      <ActivityEntries
                        entries={items}
                        note={entry => (
                          <Note
                            entry={entry}
                            uid={annotations?.[CLUSTER_UID_ANNOTATION]}
                          />
                        )}
                      />
                    )}
                    {totalCount > PAGE_SIZE && (
                      <Flex gap="3" align="center">
                        <Button
                          size="small"
                          variant="secondary"
                          isDisabled={offset === 0}
                          onPress={() =>
                            update({
                              offset:
                                Math.max(0, offset - PAGE_SIZE) || undefined,
                            })
                          }
                        >
                          Newer
                        </Button>
                        <Button
                          size="small"
                          variant="secondary"
                          isDisabled={offset + PAGE_SIZE >= totalCount}
                          onPress={() => update({ offset: offset + PAGE_SIZE })}
                        >
                          Older
                        </Button>
                        <Text color="secondary">
                          {offset + 1} to {offset + items.length} of{' '}
                          {totalCount}
                        </Text>
                      </Flex>
                    )}
                  </>
                )
              }
            </Loaded>
          </Section>
        )}
      </LoadedCluster>
    </TabContent>
  );
}

/** Names are reused: what an earlier cluster of the name went through is marked. */
function Note(props: { entry: Activity; uid?: string }) {
  const { changeId, subject } = props.entry;
  const earlier =
    props.uid !== undefined &&
    subject.uid !== undefined &&
    subject.uid !== props.uid;
  return (
    <span className={styles.note}>
      {changeId && <ChangeName id={changeId}>its change</ChangeName>}
      {earlier && ' an earlier cluster of this name'}
    </span>
  );
}
