/** On each cluster: the namespace, service account, role and binding of the add-on engine. */
export const DELIVERY = 'cluster-profiles-delivery';
