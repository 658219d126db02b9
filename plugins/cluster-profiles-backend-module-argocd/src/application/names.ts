import { canonicalDigest } from '@cluster-profiles/plugin-cluster-profiles-common';

/** Of a DNS label. */
const MAX_LENGTH = 63;
/** Of a Helm release. */
const MAX_RELEASE_LENGTH = 53;
const HASH_LENGTH = 8;

/**
 * Of the Application that brings a layer to a cluster, such as `shop-ingress-1f2e3d4c`. The end tells apart what reads the same:
 * a cluster of a name that was used before, `a-b` with `c` and `a` with `b-c`, long names.
 */
export function applicationName(options: {
  cluster: { uid: string; name: string };
  layer: string;
}): string {
  const { cluster, layer } = options;
  return withHash(`${cluster.name}-${layer}`, [cluster.uid, layer]);
}

/** Of the AppProject of a target; a Secret by which Argo CD knows a cluster there names it, too. */
export function projectName(target: string): string {
  const name = `clusterprofiles-${target}`;
  return name.length <= MAX_LENGTH ? name : withHash(name, target);
}

/** Of the Secret by which Argo CD knows a cluster that we registered. */
export function clusterSecretName(cluster: {
  uid: string;
  name: string;
}): string {
  return withHash(`clusterprofiles-${cluster.name}`, cluster.uid);
}

/** Of the Secret by which Argo CD gets into a repository, for one AppProject. */
export function repositorySecretName(options: {
  project: string;
  repoUrl: string;
}): string {
  const { project, repoUrl } = options;
  return withHash('clusterprofiles-repository', [project, repoUrl]);
}

/** Of the Helm release; objects on the cluster are often called after it. */
export function releaseName(layer: string): string {
  return layer.length <= MAX_RELEASE_LENGTH
    ? layer
    : withHash(layer, layer, MAX_RELEASE_LENGTH);
}

function withHash(text: string, of: unknown, length = MAX_LENGTH): string {
  const readable = text.slice(0, length - HASH_LENGTH - 1).replace(/-+$/, '');
  return `${readable}-${canonicalDigest(of).slice(0, HASH_LENGTH)}`;
}
