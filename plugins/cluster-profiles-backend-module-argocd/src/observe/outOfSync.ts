import {
  objectsAt,
  textAt,
  type KubernetesObject,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';

/** What Argo CD finds to differ from the chart. A namespace that a version dropped stays on purpose. */
export function outOfSync(application: KubernetesObject) {
  return objectsAt(application, ['status', 'resources']).filter(
    resource =>
      textAt(resource, ['status']) === 'OutOfSync' &&
      !(isNamespace(resource) && resource.requiresPruning === true),
  );
}

function isNamespace(resource: Record<string, unknown>): boolean {
  return (
    textAt(resource, ['kind']) === 'Namespace' &&
    textAt(resource, ['group']) === ''
  );
}
