import { createRoutableExtension } from '@backstage/core-plugin-api';
import { rootRouteRef } from '../routes';
import { clusterProfilesPlugin } from './plugin';

/**
 * Clusters, changes and layers; belongs at `/cluster-profiles`.
 * @public
 */
export const ClusterProfilesPage = clusterProfilesPlugin.provide(
  createRoutableExtension({
    name: 'ClusterProfilesPage',
    component: () => import('./LegacyFrame').then(m => m.LegacyFrame),
    mountPoint: rootRouteRef,
  }),
);
