import { ServiceUnavailableError } from '@backstage/errors';
import type {
  Cluster,
  ClusterProfilesApi,
  RequestOptions,
} from '@cluster-profiles/plugin-cluster-profiles-common';

const PAGE = 200;

/**
 * All clusters, or an error: never a part of them, because what is missing from the list is removed from the catalog.
 * Offsets shift when a cluster comes or goes between two pages; the count and the identities tell.
 */
export async function listAllClusters(options: {
  api: Pick<ClusterProfilesApi, 'listClusters'>;
  request: RequestOptions;
}): Promise<Cluster[]> {
  const clusters = new Map<string, Cluster>();
  let total: number | undefined;
  let read = 0;
  do {
    const page = await options.api.listClusters(
      { sort: 'name', order: 'asc', offset: read, limit: PAGE },
      options.request,
    );
    if (total !== undefined && page.totalCount !== total) {
      throw new ServiceUnavailableError(
        `The list of clusters changed from ${total} to ${page.totalCount} entries while it was read`,
      );
    }
    total = page.totalCount;
    read += page.items.length;
    for (const cluster of page.items) {
      clusters.set(cluster.uid, cluster);
    }
    if (page.items.length === 0) {
      break;
    }
  } while (read < total);
  if (clusters.size !== total) {
    throw new ServiceUnavailableError(
      `The list of clusters is incomplete: ${clusters.size} of ${total} entries were read`,
    );
  }
  return [...clusters.values()];
}
