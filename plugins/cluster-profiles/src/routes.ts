import {
  createExternalRouteRef,
  createRouteRef,
  createSubRouteRef,
} from '@backstage/core-plugin-api';

/** The page; a portal mounts only this one, in the old and the new frontend system. */
export const rootRouteRef = createRouteRef({ id: 'cluster-profiles' });

export const clustersRouteRef = createSubRouteRef({
  id: 'cluster-profiles.clusters',
  parent: rootRouteRef,
  path: '/clusters',
});

export const importRouteRef = createSubRouteRef({
  id: 'cluster-profiles.import',
  parent: rootRouteRef,
  path: '/clusters/import',
});

export const changesRouteRef = createSubRouteRef({
  id: 'cluster-profiles.changes',
  parent: rootRouteRef,
  path: '/changes',
});

export const layersRouteRef = createSubRouteRef({
  id: 'cluster-profiles.layers',
  parent: rootRouteRef,
  path: '/layers',
});

export const policiesRouteRef = createSubRouteRef({
  id: 'cluster-profiles.policies',
  parent: rootRouteRef,
  path: '/policies',
});

export const changeRouteRef = createSubRouteRef({
  id: 'cluster-profiles.change',
  parent: rootRouteRef,
  path: '/changes/:id',
});

/** The form of a software template; a cluster is requested with one. */
export const requestTemplateRouteRef = createExternalRouteRef({
  id: 'request-template',
  optional: true,
  params: ['namespace', 'templateName'],
  defaultTarget: 'scaffolder.selectedTemplate',
});
