import {
  createApiFactory,
  createPlugin,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { ClusterProfilesClient } from '@cluster-profiles/plugin-cluster-profiles-common';
import { clusterProfilesApiRef } from '../api/clusterProfilesApiRef';
import {
  changeRouteRef,
  changesRouteRef,
  clustersRouteRef,
  importRouteRef,
  layersRouteRef,
  requestTemplateRouteRef,
  rootRouteRef,
} from '../routes';

/**
 * Cluster profiles for portals on the old frontend system.
 * @public
 */
export const clusterProfilesPlugin = createPlugin({
  id: 'cluster-profiles',
  apis: [
    createApiFactory({
      api: clusterProfilesApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: ({ discoveryApi, fetchApi }) =>
        new ClusterProfilesClient({ discoveryApi, fetchApi }),
    }),
  ],
  routes: {
    root: rootRouteRef,
    clusters: clustersRouteRef,
    import: importRouteRef,
    changes: changesRouteRef,
    change: changeRouteRef,
    layers: layersRouteRef,
  },
  externalRoutes: { requestTemplate: requestTemplateRouteRef },
});
