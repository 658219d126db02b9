import type { JsonObject } from '@backstage/types';
import type { StampedClass } from '../classes/types';
import type { KubernetesObject } from '../kubernetes';

/** Which worker class a pool uses, and where. */
export interface PoolSettings {
  class?: string;
  failureDomain?: string;
}

/** An entry of a profile's `providers.cluster-api`, as a cluster has it. */
export interface ClusterApiEntry {
  /** File or folder of the bundle. */
  classes: string;
  /** Which ClusterClass, where the files hold several. */
  class?: string;
  variables: JsonObject;
  /** Values of class variables by Kubernetes version or minor, by variable. */
  variablesByKubernetes: Record<string, JsonObject>;
  pools: Record<string, PoolSettings>;
}

/** A worker pool as a MachineDeployment of the topology. */
export interface ClusterPool extends PoolSettings {
  name: string;
  class: string;
  /** Either this. */
  replicas?: number;
  /** Or both of these: what an autoscaler decides between. */
  min?: number;
  max?: number;
}

/** What a Cluster that is there already decides of its next write. */
export interface NextWrite {
  /** Of the step that is next, where Kubernetes is brought up step by step. */
  kubernetesVersion?: string;
  /** Machines that autoscaled pools are to have now, by pool. */
  poolSizes: Record<string, number>;
}

/** Everything of a cluster that will be written. */
export interface ComposedCluster {
  stamped: StampedClass;
  object: KubernetesObject;
}

/** What our writes left on an object. */
export interface LiveMarks {
  clusterUid?: string;
  instanceId?: string;
  revision?: number;
  /** `providerDigest` of the desired state that was written. */
  digest?: string;
  /** Layers that came with it, by name. */
  layers: Record<string, { version: string; digest: string }>;
}
