import type { JsonValue } from '@backstage/types';
import type { ObjectDifference } from '@cluster-profiles/plugin-cluster-profiles-common';
import { RelativeTime } from '../../../components/RelativeTime/RelativeTime';
import { ScrollArea } from '../../../components/ScrollArea/ScrollArea';
import { valueText } from '../../../components/ValueDifferences/ValueDifferences';
import { visibleText } from '../../../components/VisibleText/visibleText';
import { hiddenWords, wholeWords } from './driftWords';
import styles from './Drift.module.css';

/** Fields of an object, desired beside observed, and who wrote them. */
export function FieldTable(props: {
  differences: readonly ObjectDifference[];
  label: string;
}) {
  const { differences, label } = props;
  return (
    <ScrollArea label={label}>
      <table className={styles.fields} aria-label={label}>
        <thead>
          <tr>
            <th scope="col">Field</th>
            <th scope="col">Desired</th>
            <th scope="col">Observed</th>
            <th scope="col">Written by</th>
          </tr>
        </thead>
        <tbody>
          {differences.map(difference => (
            <tr key={difference.path}>
              <th scope="row">
                {difference.path ? (
                  <code>{visibleText(difference.path)}</code>
                ) : (
                  'The object'
                )}
                {difference.ignored && (
                  <span className={styles.note}>
                    allowed until <RelativeTime at={difference.ignored.until} />
                    : {visibleText(difference.ignored.reason)}
                  </span>
                )}
              </th>
              <Values difference={difference} />
              <td>
                {difference.manager
                  ? visibleText(difference.manager)
                  : 'not known'}
                {difference.writtenAt && (
                  <span className={styles.note}>
                    <RelativeTime at={difference.writtenAt} />
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollArea>
  );
}

function Values({ difference }: { difference: ObjectDifference }) {
  const { whole, hidden, desired, observed } = difference;
  const words = whole ? wholeWords(whole) : hidden && [hiddenWords(hidden)];
  if (words?.length === 1) {
    return (
      <td colSpan={2} className={styles.absent}>
        {words[0]}
      </td>
    );
  }
  if (words) {
    return words.map(word => <td key={word}>{word}</td>);
  }
  return (
    <>
      <td>
        <Value value={desired} side="desired" />
      </td>
      <td>
        <Value value={observed} side="observed" />
      </td>
    </>
  );
}

function Value(props: {
  value: JsonValue | undefined;
  side: 'desired' | 'observed';
}) {
  return props.value === undefined ? (
    <span className={styles.absent}>
      {props.side === 'desired' ? 'not told' : 'not set'}
    </span>
  ) : (
    <code className={styles.value} data-side={props.side}>
      {valueText(props.value)}
    </code>
  );
}
