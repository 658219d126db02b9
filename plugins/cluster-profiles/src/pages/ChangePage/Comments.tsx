import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type { Change } from '@cluster-profiles/plugin-cluster-profiles-common';
import { Button, Text, TextAreaField } from '@backstage/ui';
import { clusterProfilesApiRef } from '../../api/clusterProfilesApiRef';
import { EntityName } from '../../components/EntityName/EntityName';
import { ErrorNotice } from '../../components/ErrorNotice/ErrorNotice';
import { RelativeTime } from '../../components/RelativeTime/RelativeTime';
import { Section } from '../../components/Section/Section';
import { visibleText } from '../../components/VisibleText/visibleText';
import styles from './ChangePage.module.css';

/** What is said about a change, and a field to say something. */
export function Comments(props: { change: Change; reload: () => void }) {
  const { change, reload } = props;
  const api = useApi(clusterProfilesApiRef);
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Error>();

  const say = async () => {
    setBusy(true);
    setError(undefined);
    try {
      await api.commentChange(change.id, { text: text.trim() });
      setText('');
      reload();
    } catch (cause) {
      setError(cause as Error);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Section title="Comments">
      {change.comments.length === 0 && (
        <Text color="secondary">Nobody has said anything yet.</Text>
      )}
      <ul className={styles.comments} aria-label="Comments">
        {change.comments.map(({ author, at, text: said }) => (
          <li key={`${author} ${at}`}>
            <EntityName entityRef={author} />{' '}
            <Text as="span" color="secondary">
              <RelativeTime at={at} />
            </Text>
            <p>{said === undefined ? 'Erased' : visibleText(said)}</p>
          </li>
        ))}
      </ul>
      {change.permitted.comment.allowed && (
        <>
          <TextAreaField
            label="Say something"
            description="It stays on the record, and those whom it concerns are told."
            rows={2}
            maxLength={2000}
            value={text}
            onChange={setText}
          />
          {error && <ErrorNotice error={error} />}
          <div>
            <Button
              variant="secondary"
              isDisabled={text.trim() === '' || busy}
              isPending={busy}
              onPress={say}
            >
              Comment
            </Button>
          </div>
        </>
      )}
    </Section>
  );
}
