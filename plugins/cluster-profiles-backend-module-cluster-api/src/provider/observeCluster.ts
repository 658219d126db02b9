import type {
  DesiredState,
  ObservedCluster,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { findMarks } from '../cluster/findMarks';
import { isOwn } from '../cluster/isOwn';
import type { ManagementCluster } from '../kubernetes';
import { findDrift } from '../observe/findDrift';
import { findRemoved } from '../observe/findRemoved';
import type { LiveMachine, LiveScaled } from '../observe/clusterObjects';
import { gatherObjects, listOwned } from '../observe/gatherObjects';
import { readAuthority } from '../observe/readAuthority';
import { runningVersion } from '../observe/runningVersion';
import { listLeftovers } from '../observe/listLeftovers';
import { toObservedCluster } from '../observe/toObservedCluster';
import { clusterReference } from './clusterReference';
import type { ProviderMemory } from './ProviderMemory';

/** What is there of a cluster; undefined once neither it nor anything of it is left. */
export async function observeCluster(options: {
  management: Pick<ManagementCluster, 'reader'>;
  desired: DesiredState;
  memory: ProviderMemory;
  signal?: AbortSignal;
}): Promise<ObservedCluster | undefined> {
  const { management, desired, memory, signal } = options;
  const { reader } = management;
  const reference = clusterReference(desired);
  const cluster = await reader.get(reference, {
    // A write tells whether it is still so; that nothing is left any more, nothing else tells.
    recent: !desired.deleted,
    signal,
  });
  memory.reads.set(desired, { live: cluster });
  if (!cluster) {
    return leavesOrphans(options) ? observeOrphans(options) : undefined;
  }
  // An imported cluster is what has the name, whoever marks it.
  const marks = desired.observeOnly ? { layers: {} } : findMarks(cluster);
  if (!desired.observeOnly && !isOwn(cluster, desired)) {
    return undefined; // Another cluster has the name now, and what is there is its own.
  }
  memory.seen.add(desired.cluster.uid);
  const objects = await gatherObjects({
    reader,
    cluster,
    controlPlaneVersions: memory.controlPlaneVersions,
    signal,
  });
  const observed = {
    ...toObservedCluster({
      objects,
      marks,
      desired,
      differences: desired.observeOnly
        ? []
        : [...findDrift(cluster, desired), ...findRemoved(cluster, desired)],
    }),
    ...(desired.observeOnly && { kubernetesVersion: runningVersion(objects) }),
  };
  if (!observed.apiServer) {
    return observed;
  }
  const certificateAuthority = await readAuthority({
    reader,
    cluster,
    authorities: memory.authorities,
    signal,
  });
  return {
    ...observed,
    apiServer: {
      ...observed.apiServer,
      ...(certificateAuthority && { certificateAuthority }),
    },
  };
}

/** Nothing can be left of what was never there. */
function leavesOrphans({
  desired,
  memory,
}: {
  desired: DesiredState;
  memory: ProviderMemory;
}): boolean {
  return (
    !desired.observeOnly &&
    (desired.deleted || memory.seen.has(desired.cluster.uid))
  );
}

/** Somebody may have taken the finalizers off: machines then outlive their Cluster. */
async function observeOrphans(options: {
  management: Pick<ManagementCluster, 'reader'>;
  desired: DesiredState;
  memory: ProviderMemory;
  signal?: AbortSignal;
}): Promise<ObservedCluster | undefined> {
  const { management, desired, memory, signal } = options;
  const owned = {
    reader: management.reader,
    cluster: { metadata: clusterReference(desired) },
    signal,
  };
  const [machineDeployments, machineSets, machines] = await Promise.all([
    listOwned<LiveScaled>('MachineDeployment', owned),
    listOwned<LiveScaled>('MachineSet', owned),
    listOwned<LiveMachine>('Machine', owned),
  ]);
  const leftovers = listLeftovers({
    machineDeployments,
    machineSets,
    machines,
  });
  if (leftovers.length === 0) {
    memory.seen.delete(desired.cluster.uid);
    return undefined;
  }
  return {
    current: false,
    apiReachable: false,
    deleting: true,
    paused: false,
    conditions: [],
    machines: [],
    layers: [],
    leftovers,
  };
}
