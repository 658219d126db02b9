import type { JsonValue } from '@backstage/types';
import type { ValueDifference } from '@cluster-profiles/plugin-cluster-profiles-common';
import { stringify } from 'yaml';
import { visibleText } from '../VisibleText/visibleText';
import { ScrollArea } from '../ScrollArea/ScrollArea';
import styles from './ValueDifferences.module.css';

/** A value for people: text as it is, anything else as YAML, nothing invisible. */
export function valueText(value: JsonValue | undefined): string {
  if (value === undefined) {
    return '';
  }
  return visibleText(
    typeof value === 'string'
      ? value
      : stringify(value, { lineWidth: 0 }).trimEnd(),
  );
}

/** Values before and after, side by side, by path. */
export function ValueDifferences(props: {
  differences: readonly ValueDifference[];
  label: string;
}) {
  return (
    <ScrollArea label={props.label}>
      <table className={styles.table} aria-label={props.label}>
        <thead>
          <tr>
            <th scope="col">Value</th>
            <th scope="col">Before</th>
            <th scope="col">After</th>
          </tr>
        </thead>
        <tbody>
          {props.differences.map(({ path, before, after }) => (
            <tr key={path}>
              <th scope="row" className={styles.path}>
                {visibleText(path)}
              </th>
              <td>
                <Side value={before} side="before" />
              </td>
              <td>
                <Side value={after} side="after" />
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
  side: 'before' | 'after';
}) {
  if (props.value === undefined) {
    return <span className={styles.absent}>not set</span>;
  }
  return (
    <code className={styles.value} data-side={props.side}>
      {valueText(props.value)}
    </code>
  );
}
