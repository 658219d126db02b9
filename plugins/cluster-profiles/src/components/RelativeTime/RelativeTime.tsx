import { useNow } from '../../hooks/useNow';
import styles from './RelativeTime.module.css';
import { age, relativeTime } from './relativeTime';

/** A time in words; the absolute one, in the reader's zone, on hover. */
export function RelativeTime(props: { at: string }) {
  const now = useNow(30_000);
  return (
    <time dateTime={props.at} title={new Date(props.at).toLocaleString()}>
      {relativeTime(props.at, now)}
    </time>
  );
}

/** How long ago, in one short line; the absolute time on hover. */
export function Age(props: { at: string }) {
  const now = useNow(30_000);
  return (
    <time
      dateTime={props.at}
      title={new Date(props.at).toLocaleString()}
      className={styles.age}
    >
      {age(props.at, now)}
    </time>
  );
}
