import {
  ANNOTATION_KUBERNETES_API_SERVER,
  ANNOTATION_KUBERNETES_API_SERVER_CA,
  ANNOTATION_KUBERNETES_AUTH_PROVIDER,
  ANNOTATION_KUBERNETES_OIDC_TOKEN_PROVIDER,
} from './kubernetesAnnotations';
import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  DEFAULT_NAMESPACE,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import type { ResourceEntity } from '@backstage/catalog-model';
import {
  CLUSTER_PROFILE_ANNOTATION,
  CLUSTER_PROVIDER_ANNOTATION,
  CLUSTER_STAGE_ANNOTATION,
  CLUSTER_TARGET_ANNOTATION,
  CLUSTER_UID_ANNOTATION,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type {
  Cluster,
  ObservedCluster,
} from '@cluster-profiles/plugin-cluster-profiles-common';

/** How the portal's Kubernetes plugin signs in to clusters; without it they are not offered to that plugin. */
export interface KubernetesSignIn {
  authProvider: string;
  oidcTokenProvider?: string;
}

/**
 * The catalog entity of a cluster: identity and slow facts. What moves (phase, health, drift, numbers) is served by the API,
 * so that the catalog does not process an entity each time that a node restarts.
 */
export function toClusterEntity(options: {
  cluster: Cluster & { observed?: Pick<ObservedCluster, 'apiServer'> };
  kubernetes?: KubernetesSignIn;
}): ResourceEntity {
  const { cluster, kubernetes } = options;
  const main = cluster.profiles.find(({ type }) => type !== 'add-on');
  const location = `cluster-profiles:clusters/${cluster.uid}`;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name: cluster.name,
      namespace: DEFAULT_NAMESPACE,
      ...(cluster.description ? { description: cluster.description } : {}),
      annotations: {
        [ANNOTATION_LOCATION]: location,
        [ANNOTATION_ORIGIN_LOCATION]: location,
        [CLUSTER_UID_ANNOTATION]: cluster.uid,
        [CLUSTER_TARGET_ANNOTATION]: cluster.target,
        [CLUSTER_STAGE_ANNOTATION]: cluster.stage,
        [CLUSTER_PROVIDER_ANNOTATION]: cluster.provider,
        ...(main ? { [CLUSTER_PROFILE_ANNOTATION]: main.name } : {}),
        ...locator(cluster.observed?.apiServer, kubernetes),
      },
    },
    spec: {
      type: 'kubernetes-cluster',
      owner: cluster.owner,
      dependsOn: cluster.profiles.map(profile =>
        stringifyEntityRef({
          kind: 'ClusterProfile',
          namespace: DEFAULT_NAMESPACE,
          name: profile.name,
        }),
      ),
    },
  };
}

/** What the locator of the Kubernetes plugin asks for: all three or none, so that half-built clusters are not queried. */
function locator(
  apiServer: ObservedCluster['apiServer'],
  kubernetes: KubernetesSignIn | undefined,
): Record<string, string> {
  if (!apiServer || !kubernetes) {
    return {};
  }
  return {
    [ANNOTATION_KUBERNETES_API_SERVER]: apiServer.url,
    [ANNOTATION_KUBERNETES_API_SERVER_CA]: apiServer.certificateAuthority ?? '',
    [ANNOTATION_KUBERNETES_AUTH_PROVIDER]: kubernetes.authProvider,
    ...(kubernetes.oidcTokenProvider
      ? {
          [ANNOTATION_KUBERNETES_OIDC_TOKEN_PROVIDER]:
            kubernetes.oidcTokenProvider,
        }
      : {}),
  };
}
