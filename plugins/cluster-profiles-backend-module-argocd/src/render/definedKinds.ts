import {
  memberAt,
  objectsAt,
  textAt,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import {
  groupOf,
  type RenderedObject,
} from '@cluster-profiles/plugin-cluster-profiles-node';

/** A kind that a CustomResourceDefinition brings. */
export interface DefinedKind {
  /** `group/Kind`. */
  kind: string;
  namespaced: boolean;
  /** That are served, such as `cert-manager.io/v1`. */
  versions: string[];
}

export function isDefinition(object: RenderedObject): boolean {
  return (
    object.kind === 'CustomResourceDefinition' &&
    groupOf(object) === 'apiextensions.k8s.io'
  );
}

export function definedKinds(
  objects: readonly RenderedObject[],
): DefinedKind[] {
  return objects.filter(isDefinition).map(definition => {
    const group = textAt(definition, ['spec', 'group']);
    return {
      kind: `${group}/${textAt(definition, ['spec', 'names', 'kind'])}`,
      namespaced: textAt(definition, ['spec', 'scope']) !== 'Cluster',
      versions: objectsAt(definition, ['spec', 'versions'])
        .filter(version => memberAt(version, ['served']) === true)
        .map(version => `${group}/${textAt(version, ['name'])}`),
    };
  });
}

/** As Argo CD tells helm of them: versions, and kinds in them; sorted. */
export function toApiVersions(kinds: readonly DefinedKind[]): string[] {
  return [
    ...new Set(
      kinds.flatMap(({ kind, versions }) =>
        versions.flatMap(version => [
          version,
          `${version}/${kind.slice(kind.indexOf('/') + 1)}`,
        ]),
      ),
    ),
  ].sort();
}
