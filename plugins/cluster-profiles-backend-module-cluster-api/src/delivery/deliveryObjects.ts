import type { KubernetesObject } from '../kubernetes';
import { DELIVERY } from './deliveryName';

const RBAC = 'rbac.authorization.k8s.io';

/**
 * What must be on a cluster before an add-on engine may deliver there: an account of its own, so that the cluster's audit tells it
 * from people, and access that can be taken away by itself. Its role allows everything: charts bring roles, and only who holds what a
 * role grants may make it.
 */
export function deliveryObjects(): KubernetesObject[] {
  return [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: DELIVERY } },
    {
      apiVersion: `${RBAC}/v1`,
      kind: 'ClusterRole',
      metadata: { name: DELIVERY },
      rules: [
        { apiGroups: ['*'], resources: ['*'], verbs: ['*'] },
        { nonResourceURLs: ['*'], verbs: ['*'] },
      ],
    },
    {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: DELIVERY, namespace: DELIVERY },
      automountServiceAccountToken: false,
    },
    {
      apiVersion: `${RBAC}/v1`,
      kind: 'ClusterRoleBinding',
      metadata: { name: DELIVERY },
      roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: DELIVERY },
      subjects: [
        { kind: 'ServiceAccount', name: DELIVERY, namespace: DELIVERY },
      ],
    },
  ];
}
