import type { KubernetesObject } from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import { toRepoUrl } from './chartSource';
import { ARGO_API_VERSION } from './composeApplication';
import { INSTANCE_LABEL, NEEDS_ANNOTATION, TARGET_LABEL } from './marks';
import { projectName } from './names';
import { ANYTHING, type Needs } from './needs';

/** Argo CD goes through all of them for each object, and an object of Kubernetes holds a megabyte. */
const MOST_DESTINATIONS = 2_000;

/** What Applications of a target may do: bring what they need, onto clusters that are registered for it. */
export function composeProject(options: {
  target: string;
  instanceId: string;
  namespace: string;
  /** Names of clusters. */
  clusters: Iterable<string>;
  /** Address by layer repository. */
  repositories: ReadonlyMap<string, string>;
  /** Of all Applications. */
  needs: Needs;
}): KubernetesObject {
  const { target, instanceId, clusters, needs } = options;
  const repositories = new Map(
    [...options.repositories].filter(
      ([name]) =>
        needs.repositories.includes(ANYTHING) ||
        needs.repositories.includes(name),
    ),
  );
  return {
    apiVersion: ARGO_API_VERSION,
    kind: 'AppProject',
    metadata: {
      name: projectName(target),
      namespace: options.namespace,
      labels: { [INSTANCE_LABEL]: instanceId, [TARGET_LABEL]: target },
      annotations: { [NEEDS_ANNOTATION]: JSON.stringify(needs) },
    },
    spec: {
      description: `Add-on layers of clusters on target ${target}`,
      sourceRepos: sourceRepos(repositories.values()),
      destinations: toDestinations(clusters, needs),
      clusterResourceWhitelist: needs.clusterKinds.map(toGroupKind),
      namespaceResourceWhitelist: needs.kinds.map(toGroupKind),
      // A name alone would let a cluster take the place of another one that Argo CD knows by it.
      permitOnlyProjectScopedClusters: true,
    },
  };
}

function toDestinations(
  clusters: Iterable<string>,
  { namespaces }: Needs,
): Array<{ name: string; namespace: string }> {
  const names = [...new Set(clusters)].sort();
  // Clusters are known by their destinations, also where no layer goes to any yet; this one lets in nothing.
  let allowed = namespaces.length > 0 ? namespaces : [''];
  if (names.length * allowed.length > MOST_DESTINATIONS) {
    allowed = [ANYTHING];
  }
  return names.flatMap(name => allowed.map(namespace => ({ name, namespace })));
}

function toGroupKind(kind: string): { group: string; kind: string } {
  if (kind === ANYTHING) {
    return { group: '*', kind: '*' };
  }
  const end = kind.lastIndexOf('/');
  return { group: kind.slice(0, end), kind: kind.slice(end + 1) };
}

/** Charts by version, and what is pulled by digest: charts are repositories below an OCI registry, the mirror is one itself. */
function sourceRepos(addresses: Iterable<string>): string[] {
  const all = [...addresses].flatMap(url =>
    url.startsWith('oci://')
      ? [toRepoUrl(url), url, `${url.replace(/\/+$/, '')}/**`]
      : [url],
  );
  return [...new Set(all)].sort();
}
