import {
  clusterAccessAdminPermission,
  clusterAccessEditPermission,
  clusterAccessViewPermission,
} from '@cluster-profiles/plugin-cluster-profiles-common';

/** What each role on a cluster needs. */
export const ACCESS_PERMISSIONS = {
  view: clusterAccessViewPermission,
  edit: clusterAccessEditPermission,
  admin: clusterAccessAdminPermission,
};
