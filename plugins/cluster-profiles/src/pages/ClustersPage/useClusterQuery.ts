import { useCallback, useMemo } from 'react';
import { useQueryState } from '../../hooks/useQueryState';
import {
  FILTERS,
  FLAGS,
  isFiltered,
  readClusterQuery,
} from './readClusterQuery';

/** The list of clusters that the URL asks for, and what changes it. */
export function useClusterQuery() {
  const { params, update } = useQueryState();
  const query = useMemo(() => readClusterQuery(params), [params]);
  return {
    query,
    filtered: isFiltered(query),
    update,
    clear: useCallback(
      () =>
        update({
          search: undefined,
          issues: undefined,
          ...Object.fromEntries(FLAGS.map(name => [name, undefined])),
          ...Object.fromEntries(FILTERS.map(name => [name, undefined])),
        }),
      [update],
    ),
  };
}
