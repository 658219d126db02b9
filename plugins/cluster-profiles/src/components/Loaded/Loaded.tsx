import type { ReactNode } from 'react';
import { Box, Skeleton, VisuallyHidden } from '@backstage/ui';
import type { Load } from '../../hooks/useLoad';
import { ErrorNotice } from '../ErrorNotice/ErrorNotice';
import styles from './Loaded.module.css';

/** Loading, failed, forbidden, stale or there: the same everywhere. */
export function Loaded<T>(props: {
  load: Load<T>;
  /** What is loaded, such as `The clusters`. */
  what?: string;
  /** Rows of the table that comes. */
  rows?: number;
  children: (value: T) => ReactNode;
}) {
  const { value, error, reload } = props.load;
  if (value !== undefined) {
    return (
      <>
        {error && (
          <Box mb="4">
            <ErrorNotice
              error={error}
              title="Could not refresh; this is the last known state"
              onRetry={reload}
            />
          </Box>
        )}
        {props.children(value)}
      </>
    );
  }
  if (error) {
    return <ErrorNotice error={error} what={props.what} onRetry={reload} />;
  }
  return <Loading rows={props.rows} />;
}

/** Something comes here: a few lines, or a table of so many rows. */
export function Loading({ rows }: { rows?: number }) {
  const bars = rows
    ? Array.from({ length: rows }, () => ({ width: '100%', height: 28 }))
    : [
        { width: '40%', height: 24 },
        { width: '100%', height: 16 },
        { width: '90%', height: 16 },
      ];
  return (
    <div className={styles.loading} aria-busy="true">
      <VisuallyHidden role="status">Loading</VisuallyHidden>
      {bars.map((bar, index) => (
        <Skeleton key={index} className={styles.bar} {...bar} />
      ))}
    </div>
  );
}
