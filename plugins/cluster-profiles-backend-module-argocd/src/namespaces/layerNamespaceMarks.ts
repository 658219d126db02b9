import {
  objectsAt,
  textAt,
  type KubernetesObject,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';

/** Set when the deletion of an Application begins, and never before: without this portal nothing waits for it. */
export const NAMESPACES_FINALIZER = 'clusterprofiles.io/namespaces';
/** Namespaces among what the layer brings, by name: while it is being deleted its status may forget them. */
const BROUGHT_ANNOTATION = 'clusterprofiles.io/namespaces';

/** Namespaces that are objects of the chart. */
export function broughtNamespaces(application: KubernetesObject): string[] {
  return objectsAt(application, ['status', 'resources'])
    .filter(
      resource =>
        textAt(resource, ['kind']) === 'Namespace' &&
        textAt(resource, ['group']) === '',
    )
    .map(resource => textAt(resource, ['name']))
    .sort();
}

/** To be kept on an Application that is about to be deleted. */
export function namespaceMarks(
  application: KubernetesObject,
): Record<string, string> {
  return { [BROUGHT_ANNOTATION]: broughtNamespaces(application).join(',') };
}

/** All that may have come with the layer: where it goes to, and what its chart brought. */
export function leftNamespaces(application: KubernetesObject): string[] {
  const brought = application.metadata.annotations?.[BROUGHT_ANNOTATION] ?? '';
  return [
    ...new Set([
      textAt(application, ['spec', 'destination', 'namespace']),
      ...brought.split(','),
    ]),
  ].filter(name => name !== '');
}
