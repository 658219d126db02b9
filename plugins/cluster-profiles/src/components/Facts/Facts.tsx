import type { ReactNode } from 'react';
import styles from './Facts.module.css';

/** Terms and their values; what has no value is left out. */
export function Facts(props: {
  facts: ReadonlyArray<readonly [term: string, value: ReactNode]>;
}) {
  return (
    <dl className={styles.facts}>
      {props.facts
        .filter(([, value]) => value !== undefined && value !== '')
        .map(([term, value]) => (
          <div key={term} className={styles.fact}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
