import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  clockServiceRef,
  clusterProvidersExtensionPoint,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import { ClusterApiProvider } from './ClusterApiProvider';
import { readClusterApiConfig } from './config';
import { ImportedProvider } from './imported/ImportedProvider';
import { readImportedConfig } from './imported/readImportedConfig';
import { connectManagementCluster, connectWorkloadCluster } from './kubernetes';

/**
 * Adds the provider `cluster-api`: real clusters, through the management clusters of the configuration; and the provider `imported`,
 * which observes clusters that exist already.
 * @public
 */
export const clusterProfilesModuleClusterApi = createBackendModule({
  pluginId: 'cluster-profiles',
  moduleId: 'cluster-api',
  register(env) {
    env.registerInit({
      deps: {
        clock: clockServiceRef,
        config: coreServices.rootConfig,
        providers: clusterProvidersExtensionPoint,
      },
      async init({ clock, config, providers }) {
        const { managementClusters } = readClusterApiConfig(config);
        const places = managementClusters.map(place => ({
          management: connectManagementCluster({ config: place, clock }),
          namespaces: place.namespaces,
        }));
        providers.addProvider(new ClusterApiProvider({ places, clock }));
        providers.addProvider(
          new ImportedProvider({
            clusters: readImportedConfig(config).map(
              ({ delivery, ...place }) => ({
                ...connectManagementCluster({
                  config: place,
                  clock,
                  what: 'Cluster',
                }),
                ...(delivery && {
                  delivery: connectWorkloadCluster({
                    name: place.name,
                    connection: delivery,
                    clock,
                  }),
                }),
              }),
            ),
          }),
        );
      },
    });
  },
});
