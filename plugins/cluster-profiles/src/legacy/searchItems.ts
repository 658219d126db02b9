import { createSearchResultListItemExtension } from '@backstage/plugin-search-react';
import {
  RESOURCE_TYPE_CHANGE,
  RESOURCE_TYPE_CLUSTER,
  RESOURCE_TYPE_PROFILE,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { clusterProfilesPlugin } from './plugin';

/**
 * A profile among the search results.
 * @public
 */
export const ProfileSearchResultListItem = clusterProfilesPlugin.provide(
  createSearchResultListItemExtension({
    name: 'ProfileSearchResultListItem',
    component: () =>
      import('../search/ProfileSearchResultItem').then(
        m => m.ProfileSearchResultItem,
      ),
    predicate: result => result.type === RESOURCE_TYPE_PROFILE,
  }),
);

/**
 * A cluster among the search results.
 * @public
 */
export const ClusterSearchResultListItem = clusterProfilesPlugin.provide(
  createSearchResultListItemExtension({
    name: 'ClusterSearchResultListItem',
    component: () =>
      import('../search/ClusterSearchResultItem').then(
        m => m.ClusterSearchResultItem,
      ),
    predicate: result => result.type === RESOURCE_TYPE_CLUSTER,
  }),
);

/**
 * A change among the search results.
 * @public
 */
export const ChangeSearchResultListItem = clusterProfilesPlugin.provide(
  createSearchResultListItemExtension({
    name: 'ChangeSearchResultListItem',
    component: () =>
      import('../search/ChangeSearchResultItem').then(
        m => m.ChangeSearchResultItem,
      ),
    predicate: result => result.type === RESOURCE_TYPE_CHANGE,
  }),
);
