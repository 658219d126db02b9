import type { DiscoveredCluster } from '@cluster-profiles/plugin-cluster-profiles-node';
import { textAt } from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import { findMarks } from '../cluster/findMarks';
import type { KubernetesObject, ReadClient } from '../kubernetes';
import { CLUSTER_API_VERSION } from '../observe/gatherObjects';
import { withoutV } from '../observe/observeMachines';

/** Clusters of a namespace that could be inspected; those that are going are left out. */
export async function* discoverClusters(options: {
  reader: Pick<ReadClient, 'each'>;
  namespace: string;
  signal?: AbortSignal;
}): AsyncGenerator<DiscoveredCluster> {
  const { reader, namespace, signal } = options;
  const clusters = reader.each(
    { apiVersion: CLUSTER_API_VERSION, kind: 'Cluster', namespace },
    { signal },
  );
  for await (const cluster of clusters) {
    if (!cluster.metadata.deletionTimestamp) {
      yield toDiscovered(cluster);
    }
  }
}

function toDiscovered(cluster: KubernetesObject): DiscoveredCluster {
  const version = textAt(cluster.spec, ['topology', 'version']);
  const { clusterUid, instanceId } = findMarks(cluster);
  const marked = clusterUid !== undefined || instanceId !== undefined;
  return {
    source: cluster.metadata.name,
    ...(version && { kubernetesVersion: withoutV(version) }),
    ...(marked ? { portal: instanceId ?? 'unknown' } : {}),
  };
}
