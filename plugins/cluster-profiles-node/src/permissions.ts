import { createPermissionResourceRef } from '@backstage/plugin-permission-node';
import {
  RESOURCE_TYPE_CHANGE,
  RESOURCE_TYPE_CLUSTER,
  RESOURCE_TYPE_PROFILE,
  RESOURCE_TYPE_TARGET,
} from '@cluster-profiles/plugin-cluster-profiles-common';

/** What a rule looks for: one of the values, in one of the plugin's own columns for that resource. @public */
export interface ColumnFilter {
  column: string;
  values: string[];
}
/** Beside the columns: the kind of change that is proposed. @public */
export const PROPOSED_KIND = 'proposed-kind';
/** Beside the columns, before the name of a label: what the target has it at. @public */
export const TARGET_LABEL = 'target-label:';

/** Beside the columns, before the name of a label: what the profile has it at. @public */
export const PROFILE_LABEL = 'profile-label:';

/** Known to whoever asks, and not part of what is stored; the plugin fills it in. @public */
export interface AskedAbout {
  /** Kind of the change that is proposed; absent where nothing is. */
  proposes?: string;
  /** Labels of the target, as configured now. */
  labels?: Record<string, string>;
}

/** What rules about clusters look at; a draft has no uid yet. @public */
export interface ClusterResource extends AskedAbout {
  owner: string;
  target: string;
  stage: string;
  provider: string;
  profile: string;
}
/** @public */
export interface ProfileResource extends Pick<AskedAbout, 'proposes'> {
  name: string;
  owner: string;
  type: string;
  lifecycle: string;
  /** Of the profile, as its newest usable version has them; of a draft those in it. */
  labels: Record<string, string>;
}
/** @public */
export interface TargetResource extends Pick<AskedAbout, 'labels'> {
  name: string;
  stage: string;
  provider: string;
}
/** @public */
export interface ChangeResource extends Pick<AskedAbout, 'labels'> {
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
