import type { RootConfigService } from '@backstage/backend-plugin-api';
import {
  readConnection,
  readPlace,
  refuseDoubles,
  type Connection,
  type PlaceConfig,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';

const CLUSTERS = 'clusterProfiles.imported.clusters';

export interface ImportedClusterConfig extends PlaceConfig {
  /** With which add-ons are delivered; without it they are by whoever registers the cluster. */
  delivery?: Connection;
}

/** Clusters that can be imported, whoever made them. Errors: `InputError` with the path of the key. */
export function readImportedConfig(
  config: RootConfigService,
): ImportedClusterConfig[] {
  const clusters = (config.getOptionalConfigArray(CLUSTERS) ?? []).map(
    (entry, index) => {
      const path = `${CLUSTERS}[${index}]`;
      const delivery = entry.getOptionalConfig('delivery');
      return {
        ...readPlace(entry, path),
        ...(delivery && {
          delivery: readConnection(delivery, `${path}.delivery`),
        }),
      };
    },
  );
  refuseDoubles(
    clusters.map(({ name }) => name),
    CLUSTERS,
  );
  return clusters;
}
