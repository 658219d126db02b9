import { useApi } from '@backstage/core-plugin-api';
import type { JsonObject } from '@backstage/types';
import {
  mainProfile,
  type ClusterProfilesApi,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { clusterProfilesApiRef } from '../../api/clusterProfilesApiRef';
import { useLoad, type Load } from '../../hooks/useLoad';
import type { RequestFormData } from '../formData';

export interface ParametersSource {
  schema: JsonObject | undefined;
  /** Parameters of the cluster that is upgraded; they are carried forward by name. */
  current: JsonObject;
}

/** The schema of the profile version that the form is about, and what the cluster has now; nothing before a version is chosen. */
export async function loadParameters(
  api: ClusterProfilesApi,
  data: RequestFormData,
  signal?: AbortSignal,
): Promise<ParametersSource | undefined> {
  const { cluster, version, profile } = data;
  if (cluster && version) {
    const detail = await api.getCluster(cluster, { signal });
    const name = mainProfile(detail)?.name;
    if (!name) {
      return undefined;
    }
    const { document } = await api.getProfileVersion(name, version, { signal });
    return {
      schema: document.spec.parameters,
      current: detail.desired?.parameters[name] ?? {},
    };
  }
  if (!cluster && profile?.name && profile.version) {
    const { document } = await api.getProfileVersion(
      profile.name,
      profile.version,
      { signal },
    );
    return { schema: document.spec.parameters, current: {} };
  }
  return undefined;
}

export function useParametersSource(
  data: RequestFormData,
): Load<ParametersSource | null> {
  const api = useApi(clusterProfilesApiRef);
  const { cluster, version, profile } = data;
  return useLoad({
    key: JSON.stringify([cluster, version, profile]),
    load: async signal => (await loadParameters(api, data, signal)) ?? null,
  });
}
