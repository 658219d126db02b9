import { lazy, Suspense, useState } from 'react';
import { RiMore2Fill } from '@remixicon/react';
import styles from './ClusterRowMenu.module.css';

// Most rows of a table are never asked: neither code nor data comes before that.
const OpenedRowMenu = lazy(() =>
  import('./OpenedRowMenu').then(m => ({ default: m.OpenedRowMenu })),
);

/** What can be done with a cluster of a list; found out when the menu is opened. */
export function ClusterRowMenu({ cluster }: { cluster: string }) {
  const [opened, setOpened] = useState(false);
  const label = `Actions of ${cluster}`;
  const button = (
    <button
      type="button"
      className={styles.button}
      aria-label={label}
      aria-haspopup="menu"
      aria-expanded={false}
      onClick={() => setOpened(true)}
    >
      <RiMore2Fill size={18} aria-hidden />
    </button>
  );
  return opened ? (
    <Suspense fallback={button}>
      <OpenedRowMenu cluster={cluster} label={label} />
    </Suspense>
  ) : (
    button
  );
}
