import { DEFAULT_NAMESPACE } from '@backstage/catalog-model';
import type {
  Cluster,
  ClusterSearchDocument,
} from '@cluster-profiles/plugin-cluster-profiles-common';

/** What is found of a cluster, by its name, owner, target, stage, profiles and versions. */
export function toClusterDocument(cluster: Cluster): ClusterSearchDocument {
  const { name, owner, target, stage, phase, kubernetesVersion } = cluster;
  const profiles = cluster.profiles.map(
    profile => `${profile.name} ${profile.version}`,
  );
  return {
    title: name,
    text: [
      cluster.description,
      profiles.length > 0 && `Runs ${profiles.join(', ')}`,
    ]
      .filter(Boolean)
      .join('. '),
    location: `/catalog/${DEFAULT_NAMESPACE}/resource/${name}`,
    authorization: { resourceRef: name },
    kind: 'Resource',
    namespace: DEFAULT_NAMESPACE,
    type: 'kubernetes-cluster',
    name,
    owner,
    target,
    stage,
    phase,
    ...(kubernetesVersion ? { kubernetesVersion } : {}),
  };
}
