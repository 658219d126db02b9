/** On each cluster, for the service accounts of those who were given access. */
export const ACCESS_NAMESPACE = 'cluster-profiles-access';
