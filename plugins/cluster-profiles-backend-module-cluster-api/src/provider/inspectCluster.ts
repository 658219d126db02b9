import type { Finding } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { InspectedCluster } from '@cluster-profiles/plugin-cluster-profiles-node';
import { findMarks } from '../cluster/findMarks';
import type { KubernetesObject, ReadClient } from '../kubernetes';
import { CLUSTER_API_VERSION, gatherObjects } from '../observe/gatherObjects';
import { runningVersion } from '../observe/runningVersion';

/** A Cluster that exists already, before it is imported; undefined where there is none. */
export async function inspectCluster(options: {
  reader: ReadClient;
  source: string;
  namespace: string;
  signal?: AbortSignal;
}): Promise<InspectedCluster | undefined> {
  const { reader, source: name, namespace, signal } = options;
  const cluster = await reader.get(
    { apiVersion: CLUSTER_API_VERSION, kind: 'Cluster', name, namespace },
    { signal },
  );
  if (!cluster) {
    return undefined;
  }
  const objects = await gatherObjects({
    reader,
    cluster,
    controlPlaneVersions: new Map(),
    signal,
  });
  return {
    kubernetesVersion: runningVersion(objects) ?? 'unknown',
    nodes: objects.machines.length,
    findings: checkImport(cluster),
  };
}

/** What speaks against taking a Cluster of others in. */
export function checkImport(cluster: KubernetesObject): Finding[] {
  const { name, namespace, deletionTimestamp } = cluster.metadata;
  const what = `Cluster ${namespace}/${name}`;
  const { clusterUid, instanceId } = findMarks(cluster);
  const findings: Finding[] = [];
  if (clusterUid !== undefined || instanceId !== undefined) {
    findings.push({
      severity: 'block',
      code: 'cluster-has-portal',
      message: `${what} is managed from a profile already, by portal "${instanceId ?? 'unknown'}".`,
      path: '/source',
      remedy: 'Import only clusters that no portal manages.',
    });
  }
  if (deletionTimestamp) {
    findings.push({
      severity: 'block',
      code: 'cluster-is-going',
      message: `${what} is being deleted.`,
      path: '/source',
    });
  }
  return findings;
}
