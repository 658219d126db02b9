import { useNow } from '../../hooks/useNow';
import { relativeTime } from './relativeTime';

/** A time in words; the absolute one, in the reader's zone, on hover. */
export function RelativeTime(props: { at: string }) {
  const now = useNow(30_000);
  return (
    <time dateTime={props.at} title={new Date(props.at).toLocaleString()}>
      {relativeTime(props.at, now)}
    </time>
  );
}
