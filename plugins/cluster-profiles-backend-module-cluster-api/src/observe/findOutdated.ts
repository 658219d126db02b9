import {
  TOPOLOGY_DEPLOYMENT_LABEL,
  findCurrentCondition,
  type ClusterObjects,
  type LiveScaled,
} from './clusterObjects';
import { hasObservedItself } from './hasObservedItself';
import { oneLine } from './oneLine';
import { observeMachines, withoutV } from './observeMachines';

/**
 * Why it is not proven that every machine is made from the topology as it stands; undefined once it is. For seconds after a
 * write the status still says that all is well with what was there before, so each link is asked whether it knows the present:
 * the Cluster's conditions by generation, control plane and deployments by theirs, workers by the templates that they came from.
 */
export function findOutdated(objects: ClusterObjects): string | undefined {
  const { cluster, controlPlane, machineDeployments } = objects;
  const topology = cluster.spec?.topology;
  if (!topology?.version) {
    return 'The Cluster has no topology';
  }
  const reconciled = findCurrentCondition(cluster, 'TopologyReconciled');
  if (reconciled?.status !== 'True') {
    return oneLine(
      reconciled?.message || 'Cluster API has not taken up the topology yet',
    );
  }
  if (!controlPlane) {
    return 'There is no control plane yet';
  }
  const unaware = [controlPlane, ...machineDeployments].find(
    object => !hasObservedItself(object),
  );
  if (unaware) {
    return `${nameOf(unaware)} has not taken up its new specification yet`;
  }
  const deployed = machineDeployments.map(deploymentName).sort();
  const wanted = (topology.workers?.machineDeployments ?? [])
    .map(({ name }) => name)
    .sort();
  if (deployed.join() !== wanted.join()) {
    return `MachineDeployments are ${deployed.join(', ') || 'none'}, the topology names ${wanted.join(', ') || 'none'}`;
  }
  const outdated = observeMachines(objects).filter(it => !it.upToDate);
  if (outdated.length > 0) {
    return `${outdated.length} machines still have to be replaced`;
  }
  const version = topology.version;
  const behind = [
    ...(cluster.status?.controlPlane?.versions ?? []),
    ...(cluster.status?.workers?.versions ?? []),
  ].find(it => withoutV(it.version) !== withoutV(version));
  if (behind) {
    return `There are machines with Kubernetes ${behind.version}, wanted is ${version}`;
  }
  return findCurrentCondition(cluster, 'RollingOut')?.status === 'False'
    ? undefined
    : 'Machines are being rolled out';
}

/** Why it is not proven that all machines are there and ready; undefined once it is. */
export function findIncomplete(objects: ClusterObjects): string | undefined {
  const { cluster, controlPlane, machineDeployments } = objects;
  if (!controlPlane) {
    return 'There is no control plane yet';
  }
  const incomplete = [controlPlane, ...machineDeployments].find(
    object => !isComplete(object),
  );
  if (incomplete) {
    return describeCounts(incomplete);
  }
  const available = findCurrentCondition(cluster, 'Available');
  return available?.status === 'True'
    ? undefined
    : oneLine(available?.message || 'The cluster is not available yet');
}

/** All that the topology says is proven to run. */
export function isSettled(objects: ClusterObjects): boolean {
  return !findOutdated(objects) && !findIncomplete(objects);
}

function isComplete({ spec, status }: LiveScaled): boolean {
  const wanted = spec?.replicas;
  const {
    replicas = 0,
    readyReplicas = 0,
    upToDateReplicas = 0,
  } = status ?? {};
  return (
    wanted !== undefined &&
    replicas === wanted &&
    readyReplicas === wanted &&
    upToDateReplicas === wanted
  );
}

function describeCounts(object: LiveScaled): string {
  const { replicas = 0, readyReplicas = 0 } = object.status ?? {};
  const wanted = object.spec?.replicas ?? 0;
  return replicas > wanted
    ? `${nameOf(object)}: ${replicas} machines, ${wanted} desired`
    : `${nameOf(object)}: ${readyReplicas} of ${wanted} machines ready`;
}

/** What the topology calls it. */
export function deploymentName({ metadata }: LiveScaled): string {
  return metadata.labels?.[TOPOLOGY_DEPLOYMENT_LABEL] ?? metadata.name;
}

function nameOf({ kind, metadata }: LiveScaled): string {
  return `${kind} ${metadata.name}`;
}
