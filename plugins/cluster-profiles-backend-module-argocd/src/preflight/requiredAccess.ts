import type { AccessRule } from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';

/** Needed in the namespace of Argo CD, wherever it is. */
export const NAMESPACE_RULES: readonly AccessRule[] = [
  {
    apiGroups: ['argoproj.io'],
    resources: ['applications', 'appprojects'],
    verbs: ['get', 'list', 'watch', 'create', 'patch', 'delete'],
  },
];

/** Those of clusters and repositories are written and never read: the key that signs Argo CD's tokens is a Secret there, too. */
export const SECRET_RULES: readonly AccessRule[] = [
  {
    apiGroups: [''],
    resources: ['secrets'],
    verbs: ['create', 'patch', 'delete'],
  },
];

/** All that the portal's identity needs there, and the only list of it: the documentation and the test lab grant exactly these. */
export const REQUIRED_RULES = [...NAMESPACE_RULES, ...SECRET_RULES];
