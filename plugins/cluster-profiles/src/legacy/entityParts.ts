import type { JSX } from 'react';
import { createComponentExtension } from '@backstage/core-plugin-api';
import { clusterProfilesPlugin } from './plugin';

function entityPart(
  name: string,
  load: () => Promise<() => JSX.Element | null>,
) {
  return clusterProfilesPlugin.provide(
    createComponentExtension({ name, component: { lazy: load } }),
  );
}

/**
 * Tab of a cluster, at `/cluster`: desired and observed stack, conditions, actions.
 * @public
 */
export const EntityClusterContent = entityPart('EntityClusterContent', () =>
  import('../entity/cluster/ClusterOverview').then(m => m.ClusterOverview),
);

/**
 * Tab of a cluster, at `/cluster-changes`: its revisions.
 * @public
 */
export const EntityClusterChangesContent = entityPart(
  'EntityClusterChangesContent',
  () => import('../entity/cluster/ClusterChanges').then(m => m.ClusterChanges),
);

/**
 * Tab of a cluster, at `/cluster-activity`: who did what.
 * @public
 */
export const EntityClusterActivityContent = entityPart(
  'EntityClusterActivityContent',
  () =>
    import('../entity/cluster/ClusterActivity').then(m => m.ClusterActivity),
);

/**
 * Tab of a profile, at `/stack`.
 * @public
 */
export const EntityProfileStackContent = entityPart(
  'EntityProfileStackContent',
  () => import('../entity/profile/ProfileStack').then(m => m.ProfileStack),
);

/**
 * Tab of a profile, at `/versions`.
 * @public
 */
export const EntityProfileVersionsContent = entityPart(
  'EntityProfileVersionsContent',
  () =>
    import('../entity/profile/ProfileVersions').then(m => m.ProfileVersions),
);

/**
 * Tab of a profile, at `/clusters`: which run it, by version.
 * @public
 */
export const EntityProfileClustersContent = entityPart(
  'EntityProfileClustersContent',
  () =>
    import('../entity/profile/ProfileClusters').then(m => m.ProfileClusters),
);

/**
 * Tab of a profile, at `/parameters`: what a requester may set.
 * @public
 */
export const EntityProfileParametersContent = entityPart(
  'EntityProfileParametersContent',
  () =>
    import('../entity/profile/ProfileParameters').then(
      m => m.ProfileParameters,
    ),
);

/**
 * Card for the overview of a cluster.
 * @public
 */
export const EntityClusterCard = entityPart('EntityClusterCard', () =>
  import('../entity/cluster/ClusterCard').then(m => m.ClusterCard),
);

/**
 * Card for the overview of a profile.
 * @public
 */
export const EntityProfileCard = entityPart('EntityProfileCard', () =>
  import('../entity/profile/ProfileCard').then(m => m.ProfileCard),
);
