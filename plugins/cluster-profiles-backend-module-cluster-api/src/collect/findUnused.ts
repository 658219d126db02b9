import {
  memberAt,
  textAt,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import { BUNDLE_LABEL } from '../classes/stampBundle';
import { templateKey, templateReferences } from '../classes/templateReferences';
import { INSTANCE_ANNOTATION } from '../cluster/marks';
import type { KubernetesObject } from '../kubernetes';

/** What there is in one namespace. */
export interface NamespaceObjects {
  namespace: string;
  clusters: readonly KubernetesObject[];
  classes: readonly KubernetesObject[];
  templates: readonly KubernetesObject[];
}

/** The objects of one bundle that nobody uses. */
export interface UnusedBundle {
  hash: string;
  classes: KubernetesObject[];
  templates: KubernetesObject[];
}

/**
 * Bundles that this installation has put into a namespace and nobody needs. A bundle of which anything is of somebody else, or is
 * used by anybody, stays as a whole.
 */
export function findUnused(options: {
  objects: NamespaceObjects;
  /** Hashes of the bundles that are needed. */
  used: ReadonlySet<string>;
  instanceId: string;
}): UnusedBundle[] {
  const { objects, used, instanceId } = options;
  const bundles = new Map<string, UnusedBundle>();
  const kept = new Set(used);
  const take = (kind: 'classes' | 'templates') => {
    for (const object of objects[kind]) {
      const hash = hashOf(object);
      if (hash === undefined) {
        continue;
      }
      if (!isStamped(object, hash) || instanceOf(object) !== instanceId) {
        kept.add(hash);
        continue;
      }
      const bundle = bundles.get(hash) ?? { hash, classes: [], templates: [] };
      bundle[kind].push(object);
      bundles.set(hash, bundle);
    }
  };
  take('classes');
  take('templates');

  const live = new Set(objects.clusters.map(cluster => classOf(cluster)));
  for (const clusterClass of objects.classes) {
    const hash = hashOf(clusterClass);
    if (
      hash &&
      live.has(`${objects.namespace}/${clusterClass.metadata.name}`)
    ) {
      kept.add(hash);
    }
  }
  const foreign = foreignReferences(objects);
  return [...bundles.values()]
    .filter(
      ({ hash, templates }) =>
        !kept.has(hash) &&
        !templates.some(template => foreign.has(keyOf(template))),
    )
    .sort((a, b) => (a.hash < b.hash ? -1 : 1));
}

/**
 * Cluster API copies templates for each cluster, labels and annotations included: only those under the name that we gave them are
 * ours, and a copy says that a cluster lives on its bundle.
 */
function isStamped({ metadata }: KubernetesObject, hash: string): boolean {
  const { name, labels = {}, ownerReferences = [] } = metadata;
  return (
    name.endsWith(`-${hash}`) &&
    !Object.hasOwn(labels, 'cluster.x-k8s.io/cluster-name') &&
    ownerReferences.every(({ kind }) => kind === 'ClusterClass')
  );
}

function instanceOf({ metadata }: KubernetesObject): string | undefined {
  return metadata.annotations?.[INSTANCE_ANNOTATION];
}

/** `namespace/name` of the class of a Cluster. */
function classOf(cluster: KubernetesObject): string {
  const reference = memberAt(cluster, ['spec', 'topology', 'classRef']);
  const namespace =
    textAt(reference, ['namespace']) || cluster.metadata.namespace;
  return `${namespace}/${textAt(reference, ['name'])}`;
}

/** Templates that a class of another bundle, or of none, refers to. */
function foreignReferences({
  classes,
  templates,
}: NamespaceObjects): Set<string> {
  const hashes = new Map(
    templates.map(template => [keyOf(template), hashOf(template)]),
  );
  return new Set(
    classes.flatMap(clusterClass =>
      templateReferences(clusterClass)
        .map(templateKey)
        .filter(key => hashes.get(key) !== hashOf(clusterClass)),
    ),
  );
}

function hashOf({ metadata }: KubernetesObject): string | undefined {
  return metadata.labels?.[BUNDLE_LABEL];
}

function keyOf({ apiVersion, kind, metadata }: KubernetesObject): string {
  return templateKey({ apiVersion, kind, name: metadata.name });
}
