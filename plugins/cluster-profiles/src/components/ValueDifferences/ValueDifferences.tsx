import type { JsonValue } from '@backstage/types';
import {
  HIDDEN_VALUE,
  type ValueDifference,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { stringify } from 'yaml';
import { Digest, isDigest } from '../Digest/Digest';
import { Breakable } from '../VisibleText/Breakable';
import { visibleText } from '../VisibleText/visibleText';
import { ScrollArea } from '../ScrollArea/ScrollArea';
import styles from './ValueDifferences.module.css';

/** In the place of a value that the reader may not read. */
export const HIDDEN_WORDS = 'hidden: you may not read values';

/** A value for people: text as it is, anything else as YAML, nothing invisible. */
export function valueText(value: JsonValue | undefined): string {
  if (value === undefined) {
    return '';
  }
  if (value === HIDDEN_VALUE) {
    return HIDDEN_WORDS;
  }
  return visibleText(
    typeof value === 'string'
      ? value
      : stringify(value, { lineWidth: 0 }).trimEnd(),
  );
}

/**
 * Values before and after, side by side; only the values where nothing was there before.
 * `title` says a path in words; the path stays as title on hover.
 */
export function ValueDifferences(props: {
  differences: readonly ValueDifference[];
  label: string;
  title?: (path: string) => string;
  /** Heads of columns are told, but not shown: for many small tables in a row. */
  compact?: boolean;
}) {
  const { differences, label, title, compact = false } = props;
  const allNew = differences.every(({ before }) => before === undefined);
  return (
    <ScrollArea label={label}>
      <table
        className={styles.table}
        aria-label={label}
        data-new={allNew}
        data-compact={compact}
      >
        <thead>
          <tr>
            <th scope="col">Setting</th>
            {!allNew && <th scope="col">Before</th>}
            <th scope="col">{allNew ? 'Value' : 'After'}</th>
          </tr>
        </thead>
        <tbody>
          {differences.map(({ path, before, after }) => (
            <tr key={path}>
              {title ? (
                <th scope="row" title={visibleText(path)}>
                  <Breakable text={title(path)} />
                </th>
              ) : (
                <th scope="row" className={styles.path}>
                  <Breakable text={path} />
                </th>
              )}
              {!allNew && (
                <td>
                  <Side
                    value={before}
                    other={after}
                    side="before"
                    path={path}
                  />
                </td>
              )}
              <td>
                {compact && !allNew && <span aria-hidden>→ </span>}
                <Side
                  value={after}
                  other={before}
                  side={allNew ? 'only' : 'after'}
                  path={path}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollArea>
  );
}

function Side(props: {
  value: JsonValue | undefined;
  other: JsonValue | undefined;
  path: string;
  side: 'before' | 'after' | 'only';
}) {
  if (props.value === undefined) {
    return <span className={styles.absent}>not set</span>;
  }
  if (props.value === HIDDEN_VALUE) {
    return <span className={styles.absent}>{HIDDEN_WORDS}</span>;
  }
  if (isEmpty(props.value)) {
    return <span className={styles.absent}>none</span>;
  }
  if (isDigest(props.value)) {
    return (
      <span className={styles.value} data-side={props.side}>
        <Digest
          value={props.value}
          unlike={isDigest(props.other) ? props.other : undefined}
          label={`${props.path} ${props.side === 'before' ? 'before' : 'after'}`}
        />
      </span>
    );
  }
  return (
    <code className={styles.value} data-side={props.side}>
      <Breakable text={valueText(props.value)} />
    </code>
  );
}

function isEmpty(value: JsonValue): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.keys(value).length === 0
  );
}
