import {
  groupOf,
  type RenderedObject,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import type { DefinedKind } from './definedKinds';

/** Groups that Kubernetes itself serves end so, or are one of `BUILT_IN`. */
const OWN_GROUP = '.k8s.io';
const BUILT_IN = ['', 'apps', 'batch', 'autoscaling', 'policy', 'extensions'];

/** Kinds of Kubernetes itself that have no namespace. */
const WITHOUT_NAMESPACE = new Set([
  '/Namespace',
  '/Node',
  '/PersistentVolume',
  'admissionregistration.k8s.io/MutatingAdmissionPolicy',
  'admissionregistration.k8s.io/MutatingAdmissionPolicyBinding',
  'admissionregistration.k8s.io/MutatingWebhookConfiguration',
  'admissionregistration.k8s.io/ValidatingAdmissionPolicy',
  'admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding',
  'admissionregistration.k8s.io/ValidatingWebhookConfiguration',
  'apiextensions.k8s.io/CustomResourceDefinition',
  'apiregistration.k8s.io/APIService',
  'certificates.k8s.io/CertificateSigningRequest',
  'certificates.k8s.io/ClusterTrustBundle',
  'flowcontrol.apiserver.k8s.io/FlowSchema',
  'flowcontrol.apiserver.k8s.io/PriorityLevelConfiguration',
  'networking.k8s.io/IPAddress',
  'networking.k8s.io/IngressClass',
  'networking.k8s.io/ServiceCIDR',
  'node.k8s.io/RuntimeClass',
  'policy/PodSecurityPolicy',
  'rbac.authorization.k8s.io/ClusterRole',
  'rbac.authorization.k8s.io/ClusterRoleBinding',
  'resource.k8s.io/DeviceClass',
  'resource.k8s.io/ResourceSlice',
  'scheduling.k8s.io/PriorityClass',
  'storage.k8s.io/CSIDriver',
  'storage.k8s.io/CSINode',
  'storage.k8s.io/StorageClass',
  'storage.k8s.io/VolumeAttachment',
  'storage.k8s.io/VolumeAttributesClass',
]);

/** Kinds of projects of Kubernetes whose groups end as its own do. */
const ELSEWHERE =
  /(^|\.)(x-k8s|snapshot\.storage\.k8s|gateway\.networking\.k8s|metrics\.k8s|policy\.networking\.k8s)\.io$/;

/** `group/Kind`. */
export function kindOf(object: RenderedObject): string {
  return `${groupOf(object)}/${object.kind}`;
}

/** Whether objects of a kind are in namespaces; undefined for one that neither Kubernetes has nor a layer defines. */
export function isNamespaced(
  object: RenderedObject,
  kinds: readonly DefinedKind[],
): boolean | undefined {
  const kind = kindOf(object);
  const defined = kinds.find(it => it.kind === kind);
  if (defined) {
    return defined.namespaced;
  }
  if (WITHOUT_NAMESPACE.has(kind)) {
    return false;
  }
  const group = groupOf(object);
  const isOwn =
    BUILT_IN.includes(group) ||
    (group.endsWith(OWN_GROUP) && !ELSEWHERE.test(group));
  return isOwn ? true : undefined;
}

/** With the namespace that Argo CD has it go to. What nobody knows to be without one has one, as most do. */
export function toNamespace(
  object: RenderedObject,
  options: { namespace: string; kinds: readonly DefinedKind[] },
): RenderedObject {
  const { namespace, ...metadata } = object.metadata;
  return {
    ...object,
    metadata:
      isNamespaced(object, options.kinds) === false
        ? metadata
        : { ...metadata, namespace: namespace ?? options.namespace },
  };
}
