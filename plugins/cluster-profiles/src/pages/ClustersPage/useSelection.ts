import { useCallback, useMemo, useState } from 'react';
import type { Cluster } from '@cluster-profiles/plugin-cluster-profiles-common';

/** Clusters that were ticked, also on other pages of the list; those on the page are as fresh as it is. */
export function useSelection(page: readonly Cluster[] | undefined) {
  const [selection, setSelection] = useState<ReadonlyMap<string, Cluster>>(
    new Map(),
  );

  const onChange = useCallback(
    (clusters: readonly Cluster[], ticked: boolean) =>
      setSelection(previous => {
        const next = new Map(previous);
        clusters.forEach(cluster =>
          ticked ? next.set(cluster.uid, cluster) : next.delete(cluster.uid),
        );
        return next;
      }),
    [],
  );
  const clear = useCallback(() => setSelection(new Map()), []);

  const uids = useMemo(() => new Set(selection.keys()), [selection]);
  const clusters = useMemo(() => {
    const fresh = new Map(page?.map(cluster => [cluster.uid, cluster]));
    return [...selection.values()].map(
      cluster => fresh.get(cluster.uid) ?? cluster,
    );
  }, [selection, page]);

  return {
    clusters,
    clear,
    table: useMemo(() => ({ uids, onChange }), [uids, onChange]),
  };
}
