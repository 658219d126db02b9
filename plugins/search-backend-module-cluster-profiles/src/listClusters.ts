import type {
  Cluster,
  ClusterProfilesApi,
  RequestOptions,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { readPages } from './readPages';

/** Every live cluster, oldest first, so that new ones come at the end. */
export function listClusters(
  api: Pick<ClusterProfilesApi, 'listClusters'>,
  request: RequestOptions,
): AsyncIterable<Cluster> {
  return readPages({
    read: paging =>
      api.listClusters({ ...paging, sort: 'createdAt', order: 'asc' }, request),
    key: ({ uid }) => uid,
  });
}
