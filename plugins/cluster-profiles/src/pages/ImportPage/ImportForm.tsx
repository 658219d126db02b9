import { useEffect, useRef, useState } from 'react';
import type {
  ImportRequest,
  TargetListItem,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { Alert, Button, Select, TextField } from '@backstage/ui';
import { CommentField } from '../../components/ChangeDialog/CommentField';
import { useProposal } from '../../components/ChangeDialog/useProposal';
import { entityNames } from '../../components/EntityName/EntityName';
import { ErrorNotice } from '../../components/ErrorNotice/ErrorNotice';
import { PreviewView } from '../../components/PreviewView/PreviewView';
import { RadioCards } from '../../components/RadioCards/RadioCards';
import { readableText } from '../../components/VisibleText/readableText';
import { ClusterNameInput } from '../../fields/ClusterName/ClusterNameInput';
import { nameError } from '../../fields/ClusterName/nameError';
import { useOwnGroups } from '../../hooks/useOwnGroups';
import { useQueryState } from '../../hooks/useQueryState';
import { SourceChoice } from './SourceChoice';
import { importTargetCards } from './importTargetCards';
import styles from './ImportPage.module.css';

/** What an import needs, the look at the cluster, and the proposal. Where it comes from is in the URL. */
export function ImportForm(props: {
  targets: readonly TargetListItem[];
  labelledBy: string;
}) {
  const { targets } = props;
  const { get, update } = useQueryState();
  const target = targets.find(
    known => known.name === get('target') && known.import.allowed,
  );
  const source = get('source') ?? '';
  const groups = useOwnGroups();
  const [typed, setTyped] = useState<string>();
  const [chosenOwner, setOwner] = useState<string>();
  const [description, setDescription] = useState('');

  // As it is called there, until something else is typed.
  const name = typed ?? (nameError(source) ? '' : source);
  const owner =
    chosenOwner ?? (groups.value?.length === 1 ? groups.value[0] : undefined);
  const complete = target && source && owner && name && !nameError(name);
  const request: ImportRequest | undefined = complete
    ? {
        kind: 'import',
        cluster: name,
        owner,
        target: target.name,
        source,
        description: description.trim() || undefined,
      }
    : undefined;
  const proposal = useProposal({ request });
  const { shown, plan, blocked, busy, failure } = proposal;
  const found = plan?.findings.find(({ code }) => code === 'cluster-found');

  // Below the fields, what was found would appear out of sight.
  const resultRef = useRef<HTMLDivElement>(null);
  const looked = plan !== undefined;
  useEffect(() => {
    if (looked) {
      resultRef.current?.scrollIntoView({ block: 'start' });
    }
  }, [looked]);

  return (
    <form
      className={styles.form}
      aria-labelledby={props.labelledBy}
      onSubmit={event => event.preventDefault()}
    >
      <RadioCards
        label="Where it runs"
        isRequired
        searchedBy="name, stage or region"
        value={target?.name}
        onChange={next => {
          setTyped(undefined);
          update({ target: next, source: undefined });
        }}
        cards={importTargetCards(targets)}
      />
      {target && (
        <SourceChoice
          key={target.name}
          target={target.name}
          value={source}
          onChange={next => update({ source: next })}
        />
      )}
      {target && source && (
        <div className={styles.fields}>
          <ClusterNameInput
            label="Name in the portal"
            isRequired
            value={name}
            onChange={setTyped}
          />
          {groups.error && (
            <ErrorNotice
              error={groups.error}
              what="Your groups"
              onRetry={groups.reload}
            />
          )}
          {groups.value?.length === 0 && (
            <Alert
              status="warning"
              icon
              title="You belong to no group"
              description="A cluster belongs to a group, and only its members can import it."
            />
          )}
          {groups.value && groups.value.length > 0 && (
            <Select
              label="Owner"
              description="One of your groups"
              isRequired
              value={owner ?? null}
              onChange={key => setOwner(String(key))}
              options={groups.value.map(id => ({
                id,
                label: entityNames([id]),
              }))}
            />
          )}
          <TextField
            label="Description"
            secondaryLabel="Optional"
            maxLength={500}
            value={description}
            onChange={setDescription}
          />
        </div>
      )}
      {shown && (
        <div ref={resultRef} className={styles.form}>
          {found && (
            <Alert
              role="status"
              status="success"
              icon
              title={readableText(found.message)}
            />
          )}
          <PreviewView
            preview={proposal.preview}
            planning={proposal.planning}
            error={proposal.error}
            onRetry={proposal.retry}
            brief
          />
          {plan && !blocked && (
            <div className={styles.fields}>
              <CommentField proposal={proposal} />
            </div>
          )}
          {failure && <ErrorNotice error={failure} />}
        </div>
      )}
      {target && source && (
        <div className={styles.buttons}>
          {shown ? (
            <Button
              variant="primary"
              isDisabled={!plan || blocked || busy}
              isPending={busy}
              onPress={proposal.propose}
            >
              Propose
            </Button>
          ) : (
            <Button
              variant="primary"
              isDisabled={!request}
              onPress={proposal.ask}
            >
              Look at the cluster
            </Button>
          )}
        </div>
      )}
    </form>
  );
}
