import { createPermissionResourceRef } from '@backstage/plugin-permission-node';
import {
  RESOURCE_TYPE_CHANGE,
  RESOURCE_TYPE_CLUSTER,
  RESOURCE_TYPE_PROFILE,
  RESOURCE_TYPE_TARGET,
} from '@cluster-profiles/plugin-cluster-profiles-common';

/** `column` is one of the plugin's own columns for that resource. @public */
export interface ColumnFilter {
  column: string;
  values: string[];
}

/** What rules about clusters look at; a draft has no uid yet. @public */
export interface ClusterResource {
  owner: string;
  target: string;
  stage: string;
  provider: string;
  profile: string;
}
/** @public */
export interface ProfileResource {
  name: string;
  owner: string;
  type: string;
  lifecycle: string;
}
/** @public */
export interface TargetResource {
  name: string;
  stage: string;
  provider: string;
}
/** @public */
export interface ChangeResource {
  kind: string;
  proposer: string;
  subjectKind: string;
  /** Owner of the cluster or profile. */
  owner: string;
  stage: string;
  target: string;
}

/** @public */
export const clusterPermissionResourceRef = createPermissionResourceRef<
  ClusterResource,
  ColumnFilter
>().with({ pluginId: 'cluster-profiles', resourceType: RESOURCE_TYPE_CLUSTER });
/** @public */
export const profilePermissionResourceRef = createPermissionResourceRef<
  ProfileResource,
  ColumnFilter
>().with({ pluginId: 'cluster-profiles', resourceType: RESOURCE_TYPE_PROFILE });
/** @public */
export const targetPermissionResourceRef = createPermissionResourceRef<
  TargetResource,
  ColumnFilter
>().with({ pluginId: 'cluster-profiles', resourceType: RESOURCE_TYPE_TARGET });
/** @public */
export const changePermissionResourceRef = createPermissionResourceRef<
  ChangeResource,
  ColumnFilter
>().with({ pluginId: 'cluster-profiles', resourceType: RESOURCE_TYPE_CHANGE });
