import { groupOf, type RenderedObject } from './RenderedObject';

/** JSON pointers of fields that Kubernetes refuses to change, by group and kind; all that is below one, too. */
const FIELDS: Record<string, readonly string[]> = {
  'apps/Deployment': ['/spec/selector'],
  'apps/ReplicaSet': ['/spec/selector'],
  'apps/DaemonSet': ['/spec/selector'],
  'apps/StatefulSet': [
    '/spec/selector',
    '/spec/serviceName',
    '/spec/volumeClaimTemplates',
    '/spec/podManagementPolicy',
  ],
  'batch/Job': ['/spec/template', '/spec/selector', '/spec/completionMode'],
  '/Service': ['/spec/clusterIP', '/spec/clusterIPs'],
  '/PersistentVolumeClaim': [
    '/spec/accessModes',
    '/spec/dataSource',
    '/spec/dataSourceRef',
    '/spec/selector',
    '/spec/storageClassName',
    '/spec/volumeMode',
    '/spec/volumeName',
  ],
  '/Secret': ['/type'],
  'storage.k8s.io/StorageClass': [
    '/provisioner',
    '/parameters',
    '/reclaimPolicy',
    '/volumeBindingMode',
  ],
  'rbac.authorization.k8s.io/RoleBinding': ['/roleRef'],
  'rbac.authorization.k8s.io/ClusterRoleBinding': ['/roleRef'],
  'networking.k8s.io/IngressClass': ['/spec/controller'],
  'scheduling.k8s.io/PriorityClass': ['/value', '/preemptionPolicy'],
  'apiextensions.k8s.io/CustomResourceDefinition': [
    '/spec/group',
    '/spec/scope',
    '/spec/names/kind',
    '/spec/names/plural',
  ],
};

/** Of what is told to be immutable. */
const DATA = ['/data', '/binaryData', '/stringData'];

/** Those of the changed fields that Kubernetes would refuse to change on what is there. */
export function immutableFields(
  before: RenderedObject,
  paths: readonly string[],
): string[] {
  const kind = `${groupOf(before)}/${before.kind}`;
  const fixed = [
    ...(Object.hasOwn(FIELDS, kind) ? FIELDS[kind] : []),
    ...(before.immutable === true ? [...DATA, '/immutable'] : []),
  ];
  return fixed.filter(field =>
    paths.some(path => path === field || path.startsWith(`${field}/`)),
  );
}
