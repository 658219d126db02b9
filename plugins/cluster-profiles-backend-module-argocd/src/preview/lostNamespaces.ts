import type {
  DesiredLayer,
  Finding,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  groupOf,
  type RenderedObject,
} from '@cluster-profiles/plugin-cluster-profiles-node';

export function isNamespace(object: RenderedObject): boolean {
  return object.kind === 'Namespace' && groupOf(object) === '';
}

/** Namespaces of the chart that Argo CD removes, whoever else has something in them: nobody can look. */
export function lostNamespaces(
  layer: Pick<DesiredLayer, 'name'>,
  removed: readonly RenderedObject[],
): Finding[] {
  const names = removed
    .filter(isNamespace)
    .map(({ metadata }) => metadata.name);
  if (names.length === 0) {
    return [];
  }
  const many = names.length > 1;
  return [
    {
      severity: 'warn',
      code: 'argocd-namespaces-lost',
      message: `${many ? 'Namespaces' : 'Namespace'} ${names.sort().join(', ')} of layer "${layer.name}" ${many ? 'go' : 'goes'} with all that is in ${many ? 'them' : 'it'}, also what others have there: the portal has no way in to the cluster to look.`,
      remedy:
        'Look there before you approve, or have the portal register the cluster with Argo CD: it then leaves what others have in it.',
      layer: layer.name,
    },
  ];
}
