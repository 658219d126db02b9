import { useMemo, useRef } from 'react';
import type { Cluster } from '@cluster-profiles/plugin-cluster-profiles-common';

/** The same object as before for a cluster about which nothing is new, so that its row is not drawn again. */
export function useSameClusters(
  clusters: readonly Cluster[] | undefined,
): readonly Cluster[] {
  const previous = useRef(
    new Map<string, { text: string; cluster: Cluster }>(),
  );
  return useMemo(() => {
    previous.current = new Map(
      clusters?.map(cluster => {
        const text = JSON.stringify(cluster);
        const known = previous.current.get(cluster.uid);
        return [cluster.uid, known?.text === text ? known : { text, cluster }];
      }),
    );
    return [...previous.current.values()].map(({ cluster }) => cluster);
  }, [clusters]);
}
