import {
  ApiBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
  PageBlueprint,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
import { RiStackLine } from '@remixicon/react';
import { ClusterProfilesClient } from '@cluster-profiles/plugin-cluster-profiles-common';
import { clusterProfilesApiRef } from './api/clusterProfilesApiRef';
import { clusterMenuItems } from './entity/clusterMenuItems';
import { entityCards } from './entity/entityCards';
import { entityContents } from './entity/entityContents';
import { formFields } from './fields/formFields';
import { startList } from './pages/ClustersPage/startList';
import {
  changeRouteRef,
  changesRouteRef,
  clustersRouteRef,
  importRouteRef,
  layersRouteRef,
  policiesRouteRef,
  requestTemplateRouteRef,
  rootRouteRef,
} from './routes';
import { searchItems, searchTypes } from './search/searchExtensions';

const api = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: clusterProfilesApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: ({ discoveryApi, fetchApi }) =>
        new ClusterProfilesClient({ discoveryApi, fetchApi }),
    }),
});

const page = PageBlueprint.make({
  params: {
    path: '/cluster-profiles',
    title: 'Cluster profiles',
    icon: <RiStackLine />,
    routeRef: rootRouteRef,
  },
});

const clustersPage = SubPageBlueprint.makeWithOverrides({
  name: 'clusters',
  factory: (originalFactory, { apis }) =>
    originalFactory({
      path: 'clusters',
      title: 'Clusters',
      loader: async () => {
        const clusterProfilesApi = apis.get(clusterProfilesApiRef);
        const started =
          clusterProfilesApi && !/\/import\/?$/.test(window.location.pathname)
            ? startList(clusterProfilesApi, window.location.search)
            : undefined;
        const { ClustersRouter } =
          await import('./pages/ClustersPage/ClustersRouter');
        return <ClustersRouter started={started} />;
      },
    }),
});

const changesPage = SubPageBlueprint.make({
  name: 'changes',
  params: {
    path: 'changes',
    title: 'Changes',
    loader: () =>
      import('./pages/ChangesPage/ChangesRouter').then(m => (
        <m.ChangesRouter />
      )),
  },
});

const layersPage = SubPageBlueprint.make({
  name: 'layers',
  params: {
    path: 'layers',
    title: 'Layers',
    loader: () =>
      import('./pages/LayersPage/LayersPage').then(m => <m.LayersPage />),
  },
});

const policiesPage = SubPageBlueprint.make({
  name: 'policies',
  params: {
    path: 'policies',
    title: 'Policies',
    loader: () =>
      import('./pages/PoliciesPage/PoliciesPage').then(m => <m.PoliciesPage />),
  },
});

/**
 * Pages, entity tabs and form fields of cluster profiles.
 * @public
 */
export const clusterProfilesPlugin = createFrontendPlugin({
  pluginId: 'cluster-profiles',
  title: 'Cluster profiles',
  icon: <RiStackLine />,
  info: { packageJson: () => import('../package.json') },
  routes: {
    root: rootRouteRef,
    clusters: clustersRouteRef,
    import: importRouteRef,
    changes: changesRouteRef,
    change: changeRouteRef,
    layers: layersRouteRef,
    policies: policiesRouteRef,
  },
  externalRoutes: { requestTemplate: requestTemplateRouteRef },
  extensions: [
    api,
    page,
    clustersPage,
    changesPage,
    layersPage,
    policiesPage,
    ...entityCards,
    ...entityContents,
    ...clusterMenuItems,
    ...formFields,
    ...searchItems,
    ...searchTypes,
  ],
});
