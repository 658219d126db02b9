import { useApi } from '@backstage/core-plugin-api';
import type {
  ClusterDetail,
  ClusterProfilesApi,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { clusterProfilesApiRef } from '../../api/clusterProfilesApiRef';
import { useLoad, type Load } from '../../hooks/useLoad';

const underWay = new WeakMap<
  ClusterProfilesApi,
  Map<string, Promise<ClusterDetail>>
>();

/** The cluster for an item of a menu; items that open together ask once. */
export function useMenuCluster(name: string): Load<ClusterDetail> {
  const api = useApi(clusterProfilesApiRef);
  return useLoad({ key: name, load: () => loadTogether(api, name) });
}

function loadTogether(
  api: ClusterProfilesApi,
  name: string,
): Promise<ClusterDetail> {
  const requests = underWay.get(api) ?? new Map();
  underWay.set(api, requests);
  const present = requests.get(name);
  if (present) {
    return present;
  }
  const request = api.getCluster(name).finally(() => requests.delete(name));
  requests.set(name, request);
  return request;
}
