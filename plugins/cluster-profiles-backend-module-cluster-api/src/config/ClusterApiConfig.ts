import type { PlaceConfig } from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';

/** `endpoint` of a target refers to its name. */
export interface ManagementClusterConfig extends PlaceConfig {
  /** Of the targets on it, sorted. */
  namespaces: string[];
}

export interface ClusterApiConfig {
  managementClusters: ManagementClusterConfig[];
}
