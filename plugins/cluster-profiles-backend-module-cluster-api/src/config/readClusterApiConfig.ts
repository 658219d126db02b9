import type { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import type {
  ClusterApiConfig,
  ManagementClusterConfig,
} from './ClusterApiConfig';
import {
  readPlace,
  refuseDoubles,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';

const MANAGEMENT_CLUSTERS = 'clusterProfiles.clusterApi.managementClusters';
const TARGETS = 'clusterProfiles.targets';

/** Errors: `InputError` with the path of the key. */
export function readClusterApiConfig(
  config: RootConfigService,
): ClusterApiConfig {
  const namespaces = readNamespaces(config);
  const managementClusters = (
    config.getOptionalConfigArray(MANAGEMENT_CLUSTERS) ?? []
  ).map((entry, index) => {
    const path = `${MANAGEMENT_CLUSTERS}[${index}]`;
    const place = readPlace(entry, path);
    return {
      ...place,
      namespaces: [...(namespaces.get(place.name)?.namespaces ?? [])].sort(),
    };
  });
  checkNames(managementClusters, namespaces);
  return { managementClusters };
}

interface TargetPlaces {
  /** Path of the first target that is there. */
  path: string;
  namespaces: Set<string>;
}

/** The namespaces of our targets, by management cluster. What is wrong with a target otherwise, the plugin itself refuses. */
function readNamespaces(config: RootConfigService): Map<string, TargetPlaces> {
  const places = new Map<string, TargetPlaces>();
  (config.getOptionalConfigArray(TARGETS) ?? []).forEach((target, index) => {
    if (target.getOptionalString('provider') !== 'cluster-api') {
      return;
    }
    const path = `${TARGETS}[${index}]`;
    const endpoint = target.getOptionalString('endpoint');
    if (!endpoint) {
      throw new InputError(
        `${path}.endpoint is missing; name one of ${MANAGEMENT_CLUSTERS}`,
      );
    }
    const place = places.get(endpoint) ?? { path, namespaces: new Set() };
    place.namespaces.add(target.getOptionalString('namespace') ?? 'default');
    places.set(endpoint, place);
  });
  return places;
}

function checkNames(
  managementClusters: readonly ManagementClusterConfig[],
  places: Map<string, TargetPlaces>,
): void {
  const names = managementClusters.map(({ name }) => name);
  refuseDoubles(names, MANAGEMENT_CLUSTERS);
  for (const [endpoint, { path }] of places) {
    if (!names.includes(endpoint)) {
      throw new InputError(
        `${path}.endpoint is "${endpoint}", which is none of ${MANAGEMENT_CLUSTERS}${
          names.length ? ` (${names.join(', ')})` : ''
        }`,
      );
    }
  }
}
