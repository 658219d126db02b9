import type {
  DesiredState,
  ObjectDifference,
  ObservedCluster,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { LiveMarks } from '../cluster/types';
import { findCondition, type ClusterObjects } from './clusterObjects';
import { findNextApply } from './findNextApply';
import { isPaused, isTakenUp } from './isTakenUp';
import { listLeftovers } from './listLeftovers';
import { observeConditions } from './observeConditions';
import { observeLayers } from './observeLayers';
import { observeMachines } from './observeMachines';

/** What the objects of a cluster tell, trusting none of them further than they know the present. */
export function toObservedCluster(options: {
  objects: ClusterObjects;
  marks: LiveMarks;
  desired: Pick<DesiredState, 'layers' | 'nodePools' | 'kubernetesPath'>;
  differences: readonly ObjectDifference[];
}): ObservedCluster {
  const { objects, marks, desired } = options;
  const { cluster } = objects;
  const nextApply = findNextApply(objects, desired);
  const deleting = cluster.metadata.deletionTimestamp !== undefined;
  const apiReachable = [
    'ControlPlaneInitialized',
    'RemoteConnectionProbe',
  ].every(type => findCondition(cluster, type)?.status === 'True');
  const { host, port } = cluster.spec?.controlPlaneEndpoint ?? {};
  return {
    ...(marks.instanceId !== undefined && { instanceId: marks.instanceId }),
    ...(marks.revision !== undefined && { revision: marks.revision }),
    current: isTakenUp(objects),
    apiReachable,
    deleting,
    paused: isPaused(objects),
    ...(nextApply && { nextApply }),
    conditions: observeConditions(cluster),
    machines: observeMachines(objects),
    layers: observeLayers(options),
    leftovers: deleting ? listLeftovers(objects) : [],
    ...(apiReachable &&
      host && {
        apiServer: { url: `https://${hostOf(host)}:${port ?? 6443}` },
      }),
  };
}

/** IPv6 addresses go in brackets. */
function hostOf(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}
