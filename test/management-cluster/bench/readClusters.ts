import { randomUUID } from 'node:crypto';
import { CLUSTER_UID_LABEL } from '../../../plugins/cluster-profiles-backend-module-cluster-api/src/cluster/marks';
import type { KubernetesObject } from '../../../plugins/cluster-profiles-backend-module-cluster-api/src/kubernetes';
import type { ManagementCluster } from '../lab';

/** The Cluster objects of a namespace whose names begin so. */
export async function readClusters(
  lab: ManagementCluster,
  options: { namespace: string; prefix: string },
): Promise<KubernetesObject[]> {
  const { items } = await lab.get<{ items: KubernetesObject[] }>(
    'clusters.cluster.x-k8s.io',
    `--namespace=${options.namespace}`,
  );
  return items.filter(({ metadata }) =>
    metadata.name.startsWith(options.prefix),
  );
}

/** What a portal has sent for a Cluster, under another name. */
export function asSent(
  { apiVersion, kind, metadata, spec }: KubernetesObject,
  name: string,
): KubernetesObject {
  const { paused, topology } = spec as NonNullable<KubernetesObject['spec']>;
  const marks = Object.entries(metadata.annotations ?? {}).filter(([key]) =>
    key.startsWith('clusterprofiles.io/'),
  );
  return {
    apiVersion,
    kind,
    metadata: {
      name,
      namespace: metadata.namespace,
      labels: { [CLUSTER_UID_LABEL]: randomUUID() },
      annotations: Object.fromEntries(marks),
    },
    spec: { ...(paused !== undefined && { paused }), topology },
  };
}
