import type { ReactNode } from 'react';
import { Flex, Skeleton, VisuallyHidden } from '@backstage/ui';
import type { Load } from '../../hooks/useLoad';
import { ErrorNotice } from '../ErrorNotice/ErrorNotice';

/** Loading, failed, forbidden, stale or there: the same everywhere. */
export function Loaded<T>(props: {
  load: Load<T>;
  children: (value: T) => ReactNode;
}) {
  const { value, error, reload } = props.load;
  if (value !== undefined) {
    return (
      <>
        {error && (
          <ErrorNotice
            error={error}
            title="Could not refresh; this is the last known state"
            onRetry={reload}
          />
        )}
        {props.children(value)}
      </>
    );
  }
  if (error) {
    return <ErrorNotice error={error} onRetry={reload} />;
  }
  return <Loading />;
}

/** Something comes here. */
export function Loading() {
  return (
    <Flex direction="column" gap="3" aria-busy="true">
      <VisuallyHidden role="status">Loading</VisuallyHidden>
      <Skeleton width="40%" height={24} />
      <Skeleton width="100%" height={16} />
      <Skeleton width="90%" height={16} />
    </Flex>
  );
}
