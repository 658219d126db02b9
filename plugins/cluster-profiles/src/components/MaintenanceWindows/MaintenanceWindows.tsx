import type { MaintenanceWindow } from '@cluster-profiles/plugin-cluster-profiles-common';
import { useNow } from '../../hooks/useNow';
import { RelativeTime } from '../RelativeTime/RelativeTime';
import { visibleText } from '../VisibleText/visibleText';
import { windowWords } from './windowWords';
import styles from './MaintenanceWindows.module.css';

const MINUTE_MS = 60_000;

/** Windows in plain words, each with when it opens next, or that it is open. */
export function MaintenanceWindows(props: {
  windows: readonly MaintenanceWindow[];
}) {
  return (
    <ul className={styles.windows}>
      {props.windows.map(window => (
        <li key={`${window.cron} ${window.timeZone} ${window.durationMinutes}`}>
          {visibleText(windowWords(window))}
          <Opening window={window} />
        </li>
      ))}
    </ul>
  );
}

function Opening({ window }: { window: MaintenanceWindow }) {
  const now = useNow(MINUTE_MS);
  const { opensAt, durationMinutes } = window;
  if (!opensAt) {
    return null;
  }
  const opens = Date.parse(opensAt);
  const closes = opens + durationMinutes * MINUTE_MS;
  // What the backend said a while ago may be over.
  if (closes <= now) {
    return null;
  }
  return opens <= now ? (
    <>
      , <strong>open now</strong>, closes{' '}
      <RelativeTime at={new Date(closes).toISOString()} />
    </>
  ) : (
    <>
      , next <RelativeTime at={opensAt} />
    </>
  );
}
