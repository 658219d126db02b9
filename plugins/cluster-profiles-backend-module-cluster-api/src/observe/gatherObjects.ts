import type {
  KubernetesObject,
  ObjectReference,
  ReadClient,
} from '../kubernetes';
import {
  CLUSTER_NAME_LABEL,
  type ClusterObjects,
  type LiveCluster,
  type LiveMachine,
  type LiveScaled,
} from './clusterObjects';

export const CLUSTER_API_VERSION = 'cluster.x-k8s.io/v1beta2';

/** Versions of control planes by group, each asked for once. */
export type ControlPlaneVersions = Map<string, string>;

/** All that belongs to a Cluster, read after it. */
export async function gatherObjects(options: {
  reader: ReadClient;
  cluster: KubernetesObject;
  controlPlaneVersions: ControlPlaneVersions;
  signal?: AbortSignal;
}): Promise<ClusterObjects> {
  const cluster = options.cluster as unknown as LiveCluster;
  const reference = await controlPlaneReference(cluster, options);
  // What is owned comes after its owner, so that an owner never knows more than we see.
  const [controlPlane, machineDeployments] = await Promise.all([
    reference && readControlPlane(reference, options),
    listOwned<LiveScaled>('MachineDeployment', options),
  ]);
  const [machineSets, machines] = await Promise.all([
    listOwned<LiveScaled>('MachineSet', options),
    listOwned<LiveMachine>('Machine', options),
  ]);
  return {
    cluster,
    ...(controlPlane && {
      controlPlane: controlPlane as unknown as LiveScaled,
    }),
    machineDeployments,
    machineSets,
    machines,
  };
}

async function readControlPlane(
  reference: ObjectReference,
  options: {
    reader: ReadClient;
    controlPlaneVersions: ControlPlaneVersions;
    signal?: AbortSignal;
  },
): Promise<KubernetesObject | undefined> {
  try {
    return await options.reader.get(reference, { signal: options.signal });
  } catch (error) {
    // Its provider may have been upgraded since.
    options.controlPlaneVersions.clear();
    throw error;
  }
}

/** Objects of one kind that carry the name of a cluster, whether it still exists or not. */
export async function listOwned<T extends LiveScaled | LiveMachine>(
  kind: 'Machine' | 'MachineDeployment' | 'MachineSet',
  options: {
    reader: ReadClient;
    cluster: { metadata: { name: string; namespace?: string } };
    signal?: AbortSignal;
  },
): Promise<T[]> {
  const { name, namespace } = options.cluster.metadata;
  const found = await options.reader.list(
    {
      apiVersion: CLUSTER_API_VERSION,
      kind,
      namespace,
      labelSelector: `${CLUSTER_NAME_LABEL}=${name}`,
    },
    { signal: options.signal },
  );
  return found as unknown as T[];
}

/** A Cluster refers to its control plane by group and kind: of the versions that are served we read the preferred one. */
async function controlPlaneReference(
  { metadata: { namespace }, spec }: LiveCluster,
  options: {
    reader: ReadClient;
    controlPlaneVersions: ControlPlaneVersions;
    signal?: AbortSignal;
  },
): Promise<ObjectReference | undefined> {
  const { controlPlaneRef } = spec ?? {};
  if (!controlPlaneRef) {
    return undefined;
  }
  const { reader, controlPlaneVersions, signal } = options;
  const { apiGroup, kind, name } = controlPlaneRef;
  let version = controlPlaneVersions.get(apiGroup);
  if (!version) {
    const groups = await reader.groups({ signal });
    version = groups.find(group => group.name === apiGroup)?.versions[0];
  }
  if (!version) {
    return undefined;
  }
  controlPlaneVersions.set(apiGroup, version);
  return { apiVersion: `${apiGroup}/${version}`, kind, name, namespace };
}
