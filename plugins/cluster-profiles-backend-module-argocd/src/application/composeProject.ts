import type { KubernetesObject } from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import { toRepoUrl } from './chartSource';
import { ARGO_API_VERSION } from './composeApplication';
import { INSTANCE_LABEL, TARGET_LABEL } from './marks';
import { projectName } from './names';

/** What Applications of a target may do: charts of the configured repositories, onto clusters that are registered for it. */
export function composeProject(options: {
  target: string;
  instanceId: string;
  namespace: string;
  /** Names of clusters. */
  clusters: Iterable<string>;
  repositories: ReadonlyMap<string, string>;
}): KubernetesObject {
  const { target, instanceId, namespace, clusters, repositories } = options;
  return {
    apiVersion: ARGO_API_VERSION,
    kind: 'AppProject',
    metadata: {
      name: projectName(target),
      namespace,
      labels: { [INSTANCE_LABEL]: instanceId, [TARGET_LABEL]: target },
    },
    spec: {
      description: `Add-on layers of clusters on target ${target}`,
      sourceRepos: [
        ...new Set([...repositories.values()].map(toRepoUrl)),
      ].sort(),
      destinations: [...new Set(clusters)]
        .sort()
        .map(name => ({ name, namespace: '*' })),
      clusterResourceWhitelist: [{ group: '*', kind: '*' }],
      // A name alone would let a cluster take the place of another one that Argo CD knows by it.
      permitOnlyProjectScopedClusters: true,
    },
  };
}
