import type { RootConfigService } from '@backstage/backend-plugin-api';
import {
  readPlace,
  refuseDoubles,
  type PlaceConfig,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';

const CLUSTERS = 'clusterProfiles.imported.clusters';

/** Clusters that can be imported, whoever made them. Errors: `InputError` with the path of the key. */
export function readImportedConfig(config: RootConfigService): PlaceConfig[] {
  const clusters = (config.getOptionalConfigArray(CLUSTERS) ?? []).map(
    (entry, index) => readPlace(entry, `${CLUSTERS}[${index}]`),
  );
  refuseDoubles(
    clusters.map(({ name }) => name),
    CLUSTERS,
  );
  return clusters;
}
