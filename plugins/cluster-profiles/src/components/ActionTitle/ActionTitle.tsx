import { readableText } from '../VisibleText/readableText';
import styles from './ActionTitle.module.css';

/** An action in a menu; why it cannot be chosen stands below it. */
export function ActionTitle(props: { title: string; disabledReason?: string }) {
  const { title, disabledReason } = props;
  return disabledReason ? (
    <span className={styles.disabled}>
      {title}:{' '}
      <span className={styles.reason}>{readableText(disabledReason)}</span>
    </span>
  ) : (
    <>{title}</>
  );
}
