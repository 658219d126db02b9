import { CLUSTER_UID_ANNOTATION } from '@cluster-profiles/plugin-cluster-profiles-common';

/** Clusters of ours; others of the same type belong to somebody else. */
export const CLUSTER_FILTER = {
  kind: 'resource',
  'spec.type': 'kubernetes-cluster',
  [`metadata.annotations.${CLUSTER_UID_ANNOTATION}`]: { $exists: true },
};

export const PROFILE_FILTER = { kind: 'clusterprofile' };

/** Path of the Cluster tab below the entity. */
export const CLUSTER_PATH = '/cluster';
