import { memberAt } from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import type { ClassBundle } from './types';

/** Kubernetes versions between which Cluster API itself walks clusters of a class, minor by minor; none where it lists none. */
export function listedVersions({
  clusterClass,
}: Pick<ClassBundle, 'clusterClass'>): string[] {
  const listed = memberAt(clusterClass, ['spec', 'kubernetesVersions']);
  return Array.isArray(listed)
    ? listed.filter(version => typeof version === 'string')
    : [];
}
