import type { KubernetesObject } from '../kubernetes';

/** A condition as Cluster API writes it, contract v1beta2. */
export interface ClusterApiCondition {
  type: string;
  status: 'True' | 'False' | 'Unknown';
  reason?: string;
  message?: string;
  observedGeneration?: number;
  lastTransitionTime?: string;
}

/** What we read of the status that Cluster API's kinds share. */
export interface ScaledStatus {
  observedGeneration?: number;
  replicas?: number;
  readyReplicas?: number;
  upToDateReplicas?: number;
  versions?: Array<{ version: string }>;
  conditions?: ClusterApiCondition[];
}

/** What we read of a Cluster. */
export interface LiveCluster extends KubernetesCommon {
  spec?: {
    paused?: boolean;
    controlPlaneEndpoint?: { host?: string; port?: number };
    controlPlaneRef?: { apiGroup: string; kind: string; name: string };
    infrastructureRef?: { apiGroup: string; kind: string; name: string };
    topology?: {
      classRef?: { name: string; namespace?: string };
      version?: string;
      controlPlane?: { replicas?: number };
      workers?: {
        machineDeployments?: Array<{
          name: string;
          class: string;
          replicas?: number;
        }>;
      };
    };
  };
  status?: {
    conditions?: ClusterApiCondition[];
    controlPlane?: ScaledStatus;
    workers?: ScaledStatus;
  };
}

/** What we read of a control plane, MachineDeployment or MachineSet. */
export interface LiveScaled extends KubernetesCommon {
  spec?: {
    replicas?: number;
    template?: { spec?: LiveMachineTemplate };
  };
  status?: ScaledStatus;
}

/** The part of a machine template whose change replaces the machine. */
export interface LiveMachineTemplate {
  version?: string;
  failureDomain?: string;
  bootstrap?: { configRef?: { kind?: string; name?: string } };
  infrastructureRef?: { kind?: string; name?: string };
}

/** What we read of a Machine. */
export interface LiveMachine extends KubernetesCommon {
  spec?: {
    version?: string;
    infrastructureRef?: { kind?: string; name?: string };
  };
  status?: {
    nodeInfo?: { kubeletVersion?: string };
    conditions?: ClusterApiCondition[];
  };
}

type KubernetesCommon = Pick<
  KubernetesObject,
  'apiVersion' | 'kind' | 'metadata'
>;

/**
 * A Cluster and what it consists of. Read in this order, each after the one before: what the Cluster says of the others is then
 * never older than they are.
 */
export interface ClusterObjects {
  cluster: LiveCluster;
  controlPlane?: LiveScaled;
  machineDeployments: LiveScaled[];
  machineSets: LiveScaled[];
  machines: LiveMachine[];
}

export const CLUSTER_NAME_LABEL = 'cluster.x-k8s.io/cluster-name';
export const CONTROL_PLANE_LABEL = 'cluster.x-k8s.io/control-plane';
/** Name of the MachineDeployment. */
export const DEPLOYMENT_LABEL = 'cluster.x-k8s.io/deployment-name';
/** What the topology calls it. */
export const TOPOLOGY_DEPLOYMENT_LABEL =
  'topology.cluster.x-k8s.io/deployment-name';

export function findCondition(
  object: { status?: { conditions?: ClusterApiCondition[] } } | undefined,
  type: string,
): ClusterApiCondition | undefined {
  return object?.status?.conditions?.find(it => it.type === type);
}

/** What a controller has said about the object as it is now, not as it was before the last write. */
export function findCurrentCondition(
  object: Pick<KubernetesCommon, 'metadata'> & {
    status?: { conditions?: ClusterApiCondition[] };
  },
  type: string,
): ClusterApiCondition | undefined {
  const condition = findCondition(object, type);
  return condition?.observedGeneration === object.metadata.generation
    ? condition
    : undefined;
}
