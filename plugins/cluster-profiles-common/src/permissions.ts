import { createPermission } from '@backstage/plugin-permission-common';

/** @public */
export const RESOURCE_TYPE_CLUSTER = 'cluster-profiles-cluster';
/** @public */
export const RESOURCE_TYPE_PROFILE = 'cluster-profiles-profile';
/** @public */
export const RESOURCE_TYPE_CHANGE = 'cluster-profiles-change';
/** @public */
export const RESOURCE_TYPE_TARGET = 'cluster-profiles-target';

/** See clusters. @public */
export const clusterReadPermission = createPermission({
  name: 'cluster-profiles.cluster.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_CLUSTER,
});
/** See values and parameters of clusters that one sees, their overrides and the values that drifted; without it only that they are there. @public */
export const clusterReadValuesPermission = createPermission({
  name: 'cluster-profiles.cluster.read.values',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_CLUSTER,
});
/** Propose changes of clusters; for a cluster that does not exist yet the conditions are tested on the draft. @public */
export const clusterProposePermission = createPermission({
  name: 'cluster-profiles.cluster.propose',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_CLUSTER,
});
/** End a deletion by force that does not come to an end, beside proposing it; what is left behind is given up. @public */
export const clusterForcePermission = createPermission({
  name: 'cluster-profiles.cluster.force',
  attributes: { action: 'delete' },
  resourceType: RESOURCE_TYPE_CLUSTER,
});
/** Short-lived credentials of a cluster that may look. @public */
export const clusterAccessViewPermission = createPermission({
  name: 'cluster-profiles.cluster.access.view',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_CLUSTER,
});
/** Short-lived credentials of a cluster that may change what runs on it. @public */
export const clusterAccessEditPermission = createPermission({
  name: 'cluster-profiles.cluster.access.edit',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_CLUSTER,
});
/** Short-lived credentials of a cluster that may also hand out roles in its namespaces. @public */
export const clusterAccessAdminPermission = createPermission({
  name: 'cluster-profiles.cluster.access.admin',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_CLUSTER,
});
/** See published profile versions. @public */
export const profileReadPermission = createPermission({
  name: 'cluster-profiles.profile.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_PROFILE,
});
/** See the values of versions that one sees; without it only that they are there. @public */
export const profileReadValuesPermission = createPermission({
  name: 'cluster-profiles.profile.read.values',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_PROFILE,
});
/** Request clusters with a profile. @public */
export const profileUsePermission = createPermission({
  name: 'cluster-profiles.profile.use',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_PROFILE,
});
/** Propose to publish, deprecate or withdraw versions; for a new profile the conditions are tested on the draft. @public */
export const profileProposePermission = createPermission({
  name: 'cluster-profiles.profile.propose',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_PROFILE,
});
/** Withdraw a version although clusters use it, beside proposing it. @public */
export const profileForcePermission = createPermission({
  name: 'cluster-profiles.profile.force',
  attributes: { action: 'delete' },
  resourceType: RESOURCE_TYPE_PROFILE,
});
/** Request clusters on a target. @public */
export const targetUsePermission = createPermission({
  name: 'cluster-profiles.target.use',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_TARGET,
});
/** See changes with their plans. @public */
export const changeReadPermission = createPermission({
  name: 'cluster-profiles.change.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_CHANGE,
});
/** Approve or reject; eligibility by policy comes on top. @public */
export const changeApprovePermission = createPermission({
  name: 'cluster-profiles.change.approve',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_CHANGE,
});
/** Cancel a change of somebody else; one's own needs no permission. @public */
export const changeCancelPermission = createPermission({
  name: 'cluster-profiles.change.cancel',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_CHANGE,
});
/** Apply a waiting change now, without its approvals; others review it afterwards. Never held where permissions are off. @public */
export const changeBreakGlassPermission = createPermission({
  name: 'cluster-profiles.change.break-glass',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_CHANGE,
});
/** Ask the policies what they say about a draft, and read what they are. @public */
export const policyReadPermission = createPermission({
  name: 'cluster-profiles.policy.read',
  attributes: { action: 'read' },
});
/** Stop and start all writes, read the activity of the whole installation. @public */
export const administerPermission = createPermission({
  name: 'cluster-profiles.administer',
  attributes: { action: 'update' },
});

/** All permissions of the plugin. @public */
export const clusterProfilesPermissions = [
  clusterReadPermission,
  clusterReadValuesPermission,
  clusterProposePermission,
  clusterForcePermission,
  clusterAccessViewPermission,
  clusterAccessEditPermission,
  clusterAccessAdminPermission,
  profileReadPermission,
  profileReadValuesPermission,
  profileUsePermission,
  profileProposePermission,
  profileForcePermission,
  targetUsePermission,
  changeReadPermission,
  changeApprovePermission,
  changeCancelPermission,
  changeBreakGlassPermission,
  policyReadPermission,
  administerPermission,
];
