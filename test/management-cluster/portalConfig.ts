import type { JsonObject } from '@backstage/types';

/** Configuration of a portal whose targets are namespaces of a lab. */
export function portalConfig(options: {
  /** Ways to the lab, as entries of `clusterProfiles.clusterApi.managementClusters`. */
  managementClusters: JsonObject[];
  /** By name of the target. */
  targets: Record<
    string,
    { endpoint: string; namespace: string; stage?: string }
  >;
  reconciler: JsonObject;
}): JsonObject {
  const { managementClusters, targets, reconciler } = options;
  return {
    clusterApi: { managementClusters },
    targets: Object.entries(targets).map(([name, target]) => ({
      stage: 'development',
      ...target,
      name,
      provider: 'cluster-api',
      region: 'lab',
    })),
    reconciler,
  };
}
