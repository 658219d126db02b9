import {
  createExternalRouteRef,
  createRouteRef,
  createSubRouteRef,
} from '@backstage/core-plugin-api';

export const rootRouteRef = createRouteRef({ id: 'cluster-profiles' });

export const clustersRouteRef = createRouteRef({
  id: 'cluster-profiles.clusters',
});

export const changesRouteRef = createRouteRef({
  id: 'cluster-profiles.changes',
});

export const layersRouteRef = createRouteRef({
  id: 'cluster-profiles.layers',
});

export const changeRouteRef = createSubRouteRef({
  id: 'cluster-profiles.change',
  parent: changesRouteRef,
  path: '/:id',
});

/** Where a cluster is requested. */
export const createRequestRouteRef = createExternalRouteRef({
  id: 'create',
  optional: true,
  defaultTarget: 'scaffolder.root',
});
