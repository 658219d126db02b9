import {
  bytesDigest,
  type AccessRole,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { KubernetesObject } from '../kubernetes';

/** On each cluster, for the service accounts of those who were given access. */
export const ACCESS_NAMESPACE = 'cluster-profiles-access';
const SUBJECT_ANNOTATION = 'clusterprofiles.io/subject';

/**
 * What must be on a cluster before one person may have one role there: a service account of their own, so that the cluster's
 * audit tells who it was, bound to the role that Kubernetes ships under that name.
 */
export function accessObjects(options: {
  role: AccessRole;
  /** Entity reference of who it is for. */
  subject: string;
}): { account: string; objects: KubernetesObject[] } {
  const { role, subject } = options;
  const account = accountName(options);
  const annotations = { [SUBJECT_ANNOTATION]: subject };
  return {
    account,
    objects: [
      {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: ACCESS_NAMESPACE },
      },
      {
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: { name: account, namespace: ACCESS_NAMESPACE, annotations },
        automountServiceAccountToken: false,
      },
      {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'ClusterRoleBinding',
        metadata: { name: `${ACCESS_NAMESPACE}:${account}`, annotations },
        roleRef: {
          apiGroup: 'rbac.authorization.k8s.io',
          kind: 'ClusterRole',
          name: role,
        },
        subjects: [
          {
            kind: 'ServiceAccount',
            name: account,
            namespace: ACCESS_NAMESPACE,
          },
        ],
      },
    ],
  };
}

/** Readable in an audit log, and never the same for two people. */
function accountName({
  role,
  subject,
}: {
  role: AccessRole;
  subject: string;
}): string {
  const readable = subject
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
  return [role, readable, bytesDigest(subject).slice(0, 10)]
    .filter(Boolean)
    .join('-');
}
