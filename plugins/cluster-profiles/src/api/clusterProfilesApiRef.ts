import { createApiRef } from '@backstage/core-plugin-api';
import type { ClusterProfilesApi } from '@cluster-profiles/plugin-cluster-profiles-common';

/**
 * The one client that all pages, entity tabs and form fields use.
 * @public
 */
export const clusterProfilesApiRef = createApiRef<ClusterProfilesApi>({
  id: 'plugin.cluster-profiles.client',
});
