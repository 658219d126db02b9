import { useId } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { Button, Flex, Text } from '@backstage/ui';
import type {
  ClusterDetail,
  Revision,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { clusterProfilesApiRef } from '../../api/clusterProfilesApiRef';
import { TabContent } from '../../components/PageContent/PageContent';
import { ChangeName } from '../../components/ChangeName/ChangeName';
import { ChangeTable } from '../../components/ChangeTable/ChangeTable';
import { EmptyState } from '../../components/EmptyState/EmptyState';
import { ErrorNotice } from '../../components/ErrorNotice/ErrorNotice';
import { Loaded } from '../../components/Loaded/Loaded';
import { RelativeTime } from '../../components/RelativeTime/RelativeTime';
import { Section } from '../../components/Section/Section';
import { Status, type Tone } from '../../components/Status/Status';
import { readableText } from '../../components/VisibleText/readableText';
import { useLoad } from '../../hooks/useLoad';
import { useQueryState } from '../../hooks/useQueryState';
import { useSubjectSignal } from '../../hooks/useSubjectSignal';
import { asDesiredNow } from './asDesiredNow';
import { LoadedCluster } from './LoadedCluster';
import { RevisionDifference } from './RevisionDifference';
import { RollBackDialog } from './dialogs/RollBackDialog';
import { revisionSummary } from './revisionSummary';
import { useCluster } from './useCluster';
import styles from './ClusterChanges.module.css';

const PAGE_SIZE = 25;

const REVISION_STATES: Record<Revision['state'], readonly [Tone, string]> = {
  accepted: ['progress', 'Accepted'],
  applying: ['progress', 'Applying'],
  applied: ['success', 'Applied'],
  superseded: ['neutral', 'Superseded'],
  abandoned: ['neutral', 'Abandoned'],
};

/** How a cluster came to be what it is: numbered revisions, what differs between any two, and the changes behind them. */
export function ClusterChanges() {
  const { entity } = useEntity();
  const load = useCluster(entity.metadata.name);
  return (
    <TabContent>
      <LoadedCluster load={load}>
        {cluster => (
          <Flex direction="column" gap="4">
            <Revisions cluster={cluster} />
            <Changes cluster={cluster.name} />
          </Flex>
        )}
      </LoadedCluster>
    </TabContent>
  );
}

function Revisions({ cluster }: { cluster: ClusterDetail }) {
  const api = useApi(clusterProfilesApiRef);
  const { get, update } = useQueryState();
  const load = useLoad({
    key: `${cluster.name} ${cluster.revision} ${cluster.appliedRevision}`,
    keepPrevious: true,
    load: async signal =>
      (await api.listRevisions(cluster.name, { signal })).sort(
        (a, b) => b.number - a.number,
      ),
  });
  const rollBack = cluster.permitted['roll-back'];
  const refusalId = useId();
  return (
    <Loaded load={load} what="The revisions">
      {revisions => (
        <>
          <Section title="Revisions">
            {revisions.length > 1 && !rollBack.allowed && (
              <Text color="secondary" id={refusalId}>
                No roll-back now:{' '}
                {readableText(rollBack.reason ?? 'you may not propose it')}
              </Text>
            )}
            {revisions.length === 0 ? (
              <Text color="secondary">
                Nothing is accepted yet. The first accepted change makes
                revision 1.
              </Text>
            ) : (
              <ol className={styles.revisions}>
                {revisions.map(revision => (
                  <RevisionRow
                    key={revision.number}
                    revision={revision}
                    present={revision.number === cluster.revision}
                    same={asDesiredNow(revision, cluster)}
                    refusalId={rollBack.allowed ? undefined : refusalId}
                    onRollBack={() =>
                      update({
                        action: 'roll-back',
                        revision: revision.number,
                      })
                    }
                  />
                ))}
              </ol>
            )}
          </Section>
          {revisions.length > 1 && <RevisionDifference revisions={revisions} />}
          {get('action') === 'roll-back' && rollBack.allowed && (
            <RollBackDialog
              cluster={cluster}
              action="roll-back"
              onClose={() => update({ action: undefined, revision: undefined })}
            />
          )}
        </>
      )}
    </Loaded>
  );
}

function RevisionRow(props: {
  revision: Revision;
  present: boolean;
  /** A roll-back to it would change nothing. */
  same: boolean;
  /** Id of the text that says why it cannot be proposed; absent where it can. */
  refusalId?: string;
  onRollBack: () => void;
}) {
  const { revision, present, same, refusalId, onRollBack } = props;
  const [tone, label] = REVISION_STATES[revision.state];
  return (
    <li className={styles.revision}>
      <strong>{revision.number}</strong>
      <Status tone={tone}>{label}</Status>
      <span className={styles.summary}>
        {revisionSummary(revision)}
        <span className={styles.note}>
          <RelativeTime at={revision.createdAt} />,{' '}
          <ChangeName id={revision.changeId}>its change</ChangeName>
        </span>
      </span>
      {present || same ? (
        <span className={styles.note}>
          {present ? 'desired now' : 'the same as desired now'}
        </span>
      ) : (
        <Button
          size="small"
          variant="secondary"
          aria-label={`Roll back to revision ${revision.number}`}
          isDisabled={refusalId !== undefined}
          aria-describedby={refusalId}
          onPress={onRollBack}
        >
          Roll back
        </Button>
      )}
    </li>
  );
}

function Changes(props: { cluster: string }) {
  const api = useApi(clusterProfilesApiRef);
  const { offset, update } = useQueryState();
  const load = useLoad({
    key: `${props.cluster} ${offset}`,
    keepPrevious: true,
    load: signal =>
      api.listChanges(
        {
          subjectKind: 'cluster',
          subject: props.cluster,
          offset,
          limit: PAGE_SIZE,
          order: 'desc',
        },
        { signal },
      ),
  });
  useSubjectSignal({ subject: 'change' }, load.reload);
  return (
    <Section title="Changes">
      {load.error && (
        <ErrorNotice
          error={load.error}
          what="The changes"
          onRetry={load.reload}
        />
      )}
      {!(load.error && !load.value) && (
        <ChangeTable
          page={load.value}
          offset={offset}
          pageSize={PAGE_SIZE}
          onOffsetChange={next => update({ offset: next || undefined })}
          emptyState={<EmptyState title="No changes yet" />}
        />
      )}
    </Section>
  );
}
