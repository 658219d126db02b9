import { useMemo, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type {
  BulkResultItem,
  Cluster,
  FollowPolicy,
  ProfileSummary,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Select,
  Text,
  TextAreaField,
  TextField,
} from '@backstage/ui';
import { clusterProfilesApiRef } from '../../../api/clusterProfilesApiRef';
import { ErrorNotice } from '../../../components/ErrorNotice/ErrorNotice';
import { FOLLOW_OPTIONS } from '../../../components/followWords';
import { Readable } from '../../../components/PageContent/PageContent';
import {
  BULK_ACTIONS,
  bulkRequests,
  sharedVersions,
  type BulkActionId,
} from './bulkActions';
import { BulkQuestions } from './BulkQuestions';
import { BulkResults } from './BulkResults';
import { BulkRows } from './BulkRows';
import { BulkFigures } from './BulkFigures';
import { isProposable, sumOf } from './bulkSum';
import { useAnsweredPreview } from './useAnsweredPreview';
import styles from './Bulk.module.css';

/** One change per selected cluster: what all of them would do together first, then each one, then the proposals. */
export function BulkDialog(props: {
  action: BulkActionId;
  clusters: readonly Cluster[];
  profiles: readonly ProfileSummary[];
  onClose: (proposed: boolean) => void;
}) {
  const { action, profiles } = props;
  const api = useApi(clusterProfilesApiRef);
  // The list goes on refreshing behind the dialog; the plans are about what was selected.
  const [clusters] = useState(props.clusters);
  const versions = sharedVersions(clusters, profiles);
  const [version, setVersion] = useState(versions[0]);
  const [follow, setFollow] = useState<FollowPolicy>('patch');
  const { requests, leftOut: needless } = useMemo(
    () => bulkRequests({ id: action, version, follow }, clusters),
    [action, version, follow, clusters],
  );
  const preview = useAnsweredPreview(requests);
  const { isReady, error, retry } = preview;

  const [comment, setComment] = useState('');
  const [typed, setTyped] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Error>();
  const [results, setResults] = useState<BulkResultItem[]>();

  const { title, destructive } = BULK_ACTIONS.find(({ id }) => id === action)!;
  const dropped = new Set(
    preview.questions
      .filter(({ isLeftOut }) => isLeftOut)
      .map(({ cluster }) => cluster),
  );
  const leftOut = [
    ...[...dropped].map(cluster => ({ cluster, reason: 'You left it out.' })),
    ...needless,
  ];
  const items = preview.items.filter(({ cluster }) => !dropped.has(cluster));
  const proposable = items.filter(isProposable);
  const changes = `${proposable.length} ${proposable.length === 1 ? 'change' : 'changes'}`;
  const phrase = `delete ${proposable.length}`;
  const confirmed = !destructive || typed.trim() === phrase;

  const propose = async () => {
    setBusy(true);
    setFailure(undefined);
    const digests = new Map(
      proposable.map(item => [item.cluster, item.planDigest]),
    );
    try {
      const answer = await api.proposeBulk(
        {
          requests: preview.requests
            .filter(({ cluster }) => digests.has(cluster))
            .map(request => ({
              ...request,
              comment: comment.trim() || undefined,
              seenPlanDigest: digests.get(request.cluster),
            })),
        },
        // A second press for the same plans is the same proposals.
        { idempotencyKey: preview.id },
      );
      setResults(answer.items);
    } catch (cause) {
      setFailure(cause as Error);
    } finally {
      setBusy(false);
    }
  };

  const close = () => props.onClose(results !== undefined);
  return (
    <Dialog
      isOpen
      onOpenChange={open => !open && close()}
      width="min(64rem, 94vw)"
    >
      <DialogHeader>
        {`${title}: ${clusters.length} ${clusters.length === 1 ? 'cluster' : 'clusters'}`}
      </DialogHeader>
      <DialogBody>
        <Readable>
          <div className={styles.body}>
            {results && <BulkResults items={results} />}
            {!results && (
              <>
                {action === 'upgrade-version' && (
                  <Select
                    label="To version"
                    selectionMode="single"
                    value={version ?? null}
                    onChange={key => setVersion(String(key))}
                    options={versions.map(id => ({ id, label: id }))}
                  />
                )}
                {action === 'follow' && (
                  <Select
                    label="When the profile publishes a newer version"
                    selectionMode="single"
                    value={follow}
                    onChange={key => setFollow(key as FollowPolicy)}
                    options={[...FOLLOW_OPTIONS]}
                  />
                )}
                {requests.length === 0 && (
                  <Text as="p">
                    Nothing to propose: the selected clusters need no such
                    change.
                  </Text>
                )}
                {error && (
                  <ErrorNotice
                    title="The plans could not be made"
                    error={error}
                    onRetry={retry}
                  />
                )}
                {isReady && (
                  <BulkFigures sum={sumOf(items)} leftOut={leftOut.length} />
                )}
                {!isReady && !error && requests.length > 0 && (
                  <Text as="p" role="status">
                    Making {requests.length}{' '}
                    {requests.length === 1 ? 'plan' : 'plans'}. The sum of them
                    appears here.
                  </Text>
                )}
                <BulkRows items={items} leftOut={leftOut} />
                <BulkQuestions preview={preview} />
                {isReady && proposable.length > 0 && (
                  <>
                    <TextAreaField
                      label="Why"
                      secondaryLabel="Optional"
                      description="Shown to everybody who reads the changes."
                      rows={2}
                      maxLength={2000}
                      value={comment}
                      onChange={setComment}
                    />
                    {destructive && (
                      <TextField
                        label={`Type "${phrase}" to confirm`}
                        description="The clusters and everything on them are removed. This cannot be rolled back."
                        value={typed}
                        onChange={setTyped}
                        autoComplete="off"
                      />
                    )}
                  </>
                )}
                {failure && <ErrorNotice error={failure} />}
              </>
            )}
          </div>
        </Readable>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={close}>
          {results ? 'Done' : 'Back'}
        </Button>
        {!results && (
          <Button
            variant="primary"
            destructive={destructive}
            isDisabled={
              !isReady ||
              preview.open > 0 ||
              proposable.length === 0 ||
              !confirmed ||
              busy
            }
            isPending={busy}
            onPress={propose}
          >
            Propose {changes}
          </Button>
        )}
      </DialogFooter>
    </Dialog>
  );
}
