import { HiddenText } from '../HiddenText/HiddenText';
import styles from './WaitingChangesCount.module.css';

const MOST = 99;

/**
 * A badge for the number of changes that wait for the reader, see `useWaitingChanges`; nothing when there is none.
 * @public
 */
export function WaitingChangesCount({ count }: { count: number }) {
  if (count === 0) {
    return null;
  }
  return (
    <span className={styles.count}>
      <span aria-hidden>{count > MOST ? `${MOST}+` : count}</span>
      <HiddenText>
        {count === 1
          ? '1 change waits for you'
          : `${count} changes wait for you`}
      </HiddenText>
    </span>
  );
}
