import { useNow } from '../../hooks/useNow';
import styles from './RelativeTime.module.css';
import { absoluteTime, age, relativeTime } from './relativeTime';

/** A time in words; the absolute one, in the reader's zone, on hover. */
export function RelativeTime(props: { at: string }) {
  const now = useNow(30_000, props.at);
  return (
    <time dateTime={props.at} title={absoluteTime(props.at)}>
      {relativeTime(props.at, now)}
    </time>
  );
}

/** How long ago, in one short line; the absolute time on hover. */
export function Age(props: { at: string }) {
  const now = useNow(30_000, props.at);
  return (
    <time
      dateTime={props.at}
      title={absoluteTime(props.at)}
      className={styles.age}
    >
      {age(props.at, now)}
    </time>
  );
}
