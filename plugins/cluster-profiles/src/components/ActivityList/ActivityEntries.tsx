import type { ReactNode } from 'react';
import type { Activity } from '@cluster-profiles/plugin-cluster-profiles-common';
import { Text } from '@backstage/ui';
import { EntityName } from '../EntityName/EntityName';
import { RelativeTime } from '../RelativeTime/RelativeTime';
import { readableText } from '../VisibleText/readableText';
import styles from './ActivityList.module.css';

/** When, who and what; `note` adds what only some pages need to say. */
export function ActivityEntries(props: {
  entries: readonly Activity[];
  note?: (entry: Activity) => ReactNode;
}) {
  const { entries, note } = props;
  return entries.length === 0 ? (
    <Text color="secondary">Nothing is recorded yet.</Text>
  ) : (
    <ol className={styles.list}>
      {entries.map(entry => (
        <li key={entry.id} className={styles.entry}>
          <span className={styles.time}>
            <RelativeTime at={entry.at} />
          </span>
          <span>
            <EntityName entityRef={entry.onBehalfOf ?? entry.actor} />
            {entry.onBehalfOf && ` through ${entry.actor}`}
            {': '}
            {readableText(entry.message)}
            {note?.(entry)}
          </span>
        </li>
      ))}
    </ol>
  );
}
