import type {
  Cluster,
  ClusterProfilesApi,
  Page,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { readClusterQuery } from './readClusterQuery';

const FRESH_MS = 5_000;

/** The list that a page begins with, asked for before the page is there. */
export interface StartedList {
  /** The answer, once, to who asks the same soon enough. */
  take(key: string): Promise<Page<Cluster>> | undefined;
}

/** Asks for the list while the code of the page is still on its way. */
export function startList(
  api: Pick<ClusterProfilesApi, 'listClusters'>,
  search: string,
): StartedList {
  const query = readClusterQuery(new URLSearchParams(search));
  const startedAt = Date.now();
  let answer: Promise<Page<Cluster>> | undefined = api.listClusters(query);
  // Whoever takes it sees the error; left behind, it is nobody's.
  answer.catch(() => {});
  return {
    take(key) {
      const taken =
        key === JSON.stringify(query) && Date.now() - startedAt < FRESH_MS
          ? answer
          : undefined;
      answer = undefined;
      return taken;
    },
  };
}
