import type { JsonObject } from '@backstage/types';
import {
  ACCESS_ROLES,
  bytesDigest,
  type AccessRole,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { KubernetesObject } from '../kubernetes';
import { ACCESS_NAMESPACE } from './accessNamespace';
import { guardPolicy } from './guardPolicy';
import { withoutIdentities } from './withoutIdentities';

const RBAC = 'rbac.authorization.k8s.io';
const SUBJECT_ANNOTATION = 'clusterprofiles.io/subject';

/** What an administrator of namespaces may hand out there, although he does not hold all of it himself. */
const MAY_BIND: JsonObject = {
  apiGroups: [RBAC],
  resources: ['clusterroles'],
  verbs: ['bind'],
  resourceNames: [...ACCESS_ROLES],
};

/**
 * What must be on a cluster before one person may have one role there: a service account of their own, so that the cluster's
 * audit tells who it was, bound to the role that Kubernetes ships under that name, without what makes more of it.
 */
export function accessObjects(options: {
  role: AccessRole;
  /** Entity reference of who it is for. */
  subject: string;
  /** What the role of that name allows on this cluster. */
  rules: readonly JsonObject[];
}): { account: string; objects: KubernetesObject[] } {
  const { role, subject, rules } = options;
  const account = accountName(options);
  const roleName = `${ACCESS_NAMESPACE}:${role}`;
  const annotations = { [SUBJECT_ANNOTATION]: subject };
  return {
    account,
    objects: [
      {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: ACCESS_NAMESPACE },
      },
      ...guardPolicy(),
      {
        apiVersion: `${RBAC}/v1`,
        kind: 'ClusterRole',
        metadata: { name: roleName },
        rules: [
          ...withoutIdentities(rules),
          ...(role === 'admin' ? [MAY_BIND] : []),
        ],
      },
      {
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: { name: account, namespace: ACCESS_NAMESPACE, annotations },
        automountServiceAccountToken: false,
      },
      {
        apiVersion: `${RBAC}/v1`,
        kind: 'ClusterRoleBinding',
        metadata: { name: `${ACCESS_NAMESPACE}:${account}`, annotations },
        roleRef: {
          apiGroup: RBAC,
          kind: 'ClusterRole',
          name: roleName,
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
