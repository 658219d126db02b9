import type { ReactNode } from 'react';
import styles from './HiddenText.module.css';

/** Words for screen readers within a sentence, where the design system's `VisuallyHidden`, a block, may not stand. */
export function HiddenText(props: { role?: 'status'; children: ReactNode }) {
  return (
    <span role={props.role} className={styles.hidden}>
      {props.children}
    </span>
  );
}
