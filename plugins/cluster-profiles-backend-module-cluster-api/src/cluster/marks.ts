/** Label and annotations that our writes leave on a Cluster. */
export const CLUSTER_UID_LABEL = 'clusterprofiles.io/cluster-uid';
export const INSTANCE_ANNOTATION = 'clusterprofiles.io/instance';
export const REVISION_ANNOTATION = 'clusterprofiles.io/revision';
export const REVISION_DIGEST_ANNOTATION = 'clusterprofiles.io/revision-digest';
export const LAYERS_ANNOTATION = 'clusterprofiles.io/layers';
