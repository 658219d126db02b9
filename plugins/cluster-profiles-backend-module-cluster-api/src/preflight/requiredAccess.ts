import type { AccessRule } from '../kubernetes';

const READ = ['get', 'list', 'watch'];
/** A dry run needs `patch`, and `create` too for what is not there yet. */
const OWN_CLUSTERS = [...READ, 'create', 'patch', 'delete'];
const OWN_TEMPLATES = ['get', 'list', 'create', 'patch', 'delete'];

/** Needed in the namespace of each target, whichever infrastructure it has. */
export const NAMESPACE_RULES: readonly AccessRule[] = [
  {
    apiGroups: ['cluster.x-k8s.io'],
    resources: ['clusters', 'clusterclasses'],
    verbs: OWN_CLUSTERS,
  },
  {
    apiGroups: ['cluster.x-k8s.io'],
    resources: [
      'machines',
      'machinedeployments',
      'machinesets',
      'machinepools',
    ],
    verbs: READ,
  },
];

/** The same for the kinds of one provider each; the documented role names those of kubeadm and of Cluster API's own test clusters. */
export const PROVIDER_RULES: readonly AccessRule[] = [
  {
    apiGroups: ['controlplane.cluster.x-k8s.io'],
    resources: ['kubeadmcontrolplanes'],
    verbs: READ,
  },
  {
    apiGroups: ['controlplane.cluster.x-k8s.io'],
    resources: ['kubeadmcontrolplanetemplates'],
    verbs: OWN_TEMPLATES,
  },
  {
    apiGroups: ['bootstrap.cluster.x-k8s.io'],
    resources: ['kubeadmconfigtemplates'],
    verbs: OWN_TEMPLATES,
  },
  {
    apiGroups: ['infrastructure.cluster.x-k8s.io'],
    resources: [
      'devclustertemplates',
      'devmachinepooltemplates',
      'devmachinetemplates',
      'dockerclustertemplates',
      'dockermachinetemplates',
    ],
    verbs: OWN_TEMPLATES,
  },
];

/** The kubeconfig of a cluster, by its name. Never list: that would give every secret of the namespace. */
export const SECRET_RULES: readonly AccessRule[] = [
  { apiGroups: [''], resources: ['secrets'], verbs: ['get'] },
];

/** Needed on the whole management cluster, for the preflight only. */
export const PREFLIGHT_RULES: readonly AccessRule[] = [
  { apiGroups: [''], resources: ['namespaces'], verbs: ['get'] },
  {
    apiGroups: ['apiextensions.k8s.io'],
    resources: ['customresourcedefinitions'],
    verbs: ['get', 'list'],
  },
];

/** Needed only to end deletions by force, in the namespace of each target where that is wanted. */
export const FORCE_RULES: readonly AccessRule[] = [
  {
    apiGroups: ['cluster.x-k8s.io'],
    resources: ['machines', 'machinedeployments', 'machinesets'],
    verbs: ['patch'],
  },
  {
    apiGroups: ['controlplane.cluster.x-k8s.io'],
    resources: ['kubeadmcontrolplanes'],
    verbs: ['patch'],
  },
  {
    apiGroups: ['infrastructure.cluster.x-k8s.io'],
    resources: ['devclusters', 'dockerclusters'],
    verbs: ['get'],
  },
];

/**
 * All that the portal's identity needs, and the only list of it: the preflight asks for each but those to force, the documentation
 * and the test lab grant exactly these.
 */
export const REQUIRED_ROLES = {
  'cluster-profiles': [...NAMESPACE_RULES, ...PROVIDER_RULES, ...SECRET_RULES],
  'cluster-profiles-force': FORCE_RULES,
  'cluster-profiles-preflight': PREFLIGHT_RULES,
} as const;
