import { useCallback, useMemo } from 'react';
import {
  CLUSTER_SORT_FIELDS,
  type ClusterQuery,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { readOffset, type useQueryState } from '../../hooks/useQueryState';
import type { ClusterTableProps } from './ClusterTable';

/** The order of a table of clusters, and where its page begins. */
export type TableQuery = Required<
  Pick<ClusterQuery, 'sort' | 'order' | 'offset'>
>;

/** As the URL says; what it says wrong is left out. */
export function readTableQuery(params: URLSearchParams): TableQuery {
  return {
    sort:
      CLUSTER_SORT_FIELDS.find(field => field === params.get('sort')) ?? 'name',
    order: params.get('order') === 'desc' ? 'desc' : 'asc',
    offset: readOffset(params),
  };
}

/** Sorting and paging of a table of clusters, which live in the URL. */
export function useTableQuery(options: {
  query: TableQuery;
  pageSize: number;
  update: ReturnType<typeof useQueryState>['update'];
}): Pick<
  ClusterTableProps,
  'sort' | 'onSortChange' | 'offset' | 'pageSize' | 'onOffsetChange'
> {
  const { query, pageSize, update } = options;
  const { sort, order, offset } = query;
  const onSortChange = useCallback<ClusterTableProps['onSortChange']>(
    next => update({ sort: next.field, order: next.order }),
    [update],
  );
  const onOffsetChange = useCallback(
    (next: number) => update({ offset: next || undefined }),
    [update],
  );
  return useMemo(
    () => ({
      sort: { field: sort, order },
      onSortChange,
      offset,
      pageSize,
      onOffsetChange,
    }),
    [sort, order, offset, pageSize, onSortChange, onOffsetChange],
  );
}
