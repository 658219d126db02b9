import { useEffect } from 'react';
import type { Page } from '@cluster-profiles/plugin-cluster-profiles-common';

/**
 * Whether the page of a list begins after its end: a link to it is old, or what stood there is done. Then it goes on to the
 * last page there is, since a list that has something must not look empty.
 */
export function usePastEnd(options: {
  page?: Pick<Page<unknown>, 'items' | 'totalCount'>;
  offset: number;
  pageSize: number;
  onOffsetChange: (offset: number) => void;
}): boolean {
  const { page, offset, pageSize, onOffsetChange } = options;
  const total = page?.totalCount ?? 0;
  const pastEnd = page?.items.length === 0 && total > 0;
  const last = pastEnd ? Math.floor((total - 1) / pageSize) * pageSize : 0;
  const goes = pastEnd && offset > last;
  useEffect(() => {
    if (goes) {
      onOffsetChange(last);
    }
  }, [goes, last, onOffsetChange]);
  return pastEnd;
}
