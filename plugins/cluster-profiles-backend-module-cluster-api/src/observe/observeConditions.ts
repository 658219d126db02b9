import type { Condition } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { LiveCluster } from './clusterObjects';
import { oneLine } from './oneLine';

/**
 * Conditions of a Cluster whose meaning is known, contract v1beta2. Others belong to third parties, and may be good when false;
 * those that a class makes part of availability are in `Available`.
 */
const KNOWN = new Set([
  'Available',
  'ControlPlaneAvailable',
  'ControlPlaneInitialized',
  'ControlPlaneMachinesReady',
  'ControlPlaneMachinesUpToDate',
  'Deleting',
  'InfrastructureReady',
  'Paused',
  'Remediating',
  'RemoteConnectionProbe',
  'RollingOut',
  'ScalingDown',
  'ScalingUp',
  'TopologyReconciled',
  'WorkerMachinesReady',
  'WorkerMachinesUpToDate',
  'WorkersAvailable',
]);

/** The conditions of a Cluster in Cluster API's own words. */
export function observeConditions(cluster: LiveCluster): Condition[] {
  return (cluster.status?.conditions ?? [])
    .filter(({ type }) => KNOWN.has(type))
    .map(({ type, status, reason, message, lastTransitionTime }) => ({
      type,
      status,
      reason: reason ?? '',
      message: oneLine(message ?? ''),
      lastTransitionTime:
        lastTransitionTime ?? cluster.metadata.creationTimestamp ?? '',
    }));
}
