import type {
  DesiredState,
  ObservedCluster,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { findMarks } from '../cluster/findMarks';
import { isOwn } from '../cluster/isOwn';
import type { ManagementCluster } from '../kubernetes';
import { findDrift } from '../observe/findDrift';
import type { LiveMachine, LiveScaled } from '../observe/clusterObjects';
import {
  gatherObjects,
  listOwned,
  type ControlPlaneVersions,
} from '../observe/gatherObjects';
import { readAuthority, type Authorities } from '../observe/readAuthority';
import { runningVersion } from '../observe/runningVersion';
import { listLeftovers } from '../observe/listLeftovers';
import { toObservedCluster } from '../observe/toObservedCluster';
import { clusterReference } from './clusterReference';

/** What never changes and is not asked for twice, by management cluster. */
export interface ObserverMemory {
  controlPlaneVersions: ControlPlaneVersions;
  authorities: Authorities;
}

/** What is there of a cluster; undefined once neither it nor anything of it is left. */
export async function observeCluster(options: {
  management: Pick<ManagementCluster, 'reader'>;
  desired: DesiredState;
  memory: ObserverMemory;
  signal?: AbortSignal;
}): Promise<ObservedCluster | undefined> {
  const { management, desired, memory, signal } = options;
  const { reader } = management;
  const reference = clusterReference(desired);
  const cluster = await reader.get(reference, { signal });
  if (!cluster) {
    return desired.observeOnly ? undefined : observeOrphans(options);
  }
  // An imported cluster is what has the name, whoever marks it.
  const marks = desired.observeOnly ? { layers: {} } : findMarks(cluster);
  if (!desired.observeOnly && !isOwn(cluster, desired)) {
    return undefined; // Another cluster has the name now, and what is there is its own.
  }
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
      differences: desired.observeOnly ? [] : findDrift(cluster),
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

/** Somebody may have taken the finalizers off: machines then outlive their Cluster. */
async function observeOrphans(options: {
  management: Pick<ManagementCluster, 'reader'>;
  desired: DesiredState;
  signal?: AbortSignal;
}): Promise<ObservedCluster | undefined> {
  const { management, desired, signal } = options;
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
  return leftovers.length > 0
    ? {
        current: false,
        apiReachable: false,
        deleting: true,
        paused: false,
        conditions: [],
        machines: [],
        layers: [],
        leftovers,
      }
    : undefined;
}
