import type {
  Condition,
  DesiredWorkerPool,
  DriftException,
  LayerKind,
} from '@cluster-profiles/plugin-cluster-profiles-common';

export const CONTROL_PLANE = 'controlPlane';

/** Layers that the simulated provider brings itself; it proves them by its machines. */
export interface OwnLayer {
  name: string;
  kind: LayerKind;
  version: string;
  digest: string;
  driftExceptions?: DriftException[];
}

/** What of a desired state the simulation reads. */
export interface ClusterSpec {
  name: string;
  namespace: string;
  target: string;
  paused: boolean;
  controlPlaneReplicas: number;
  /** Sorted by name. */
  workers: DesiredWorkerPool[];
  /** Of the step that is written, where there are several. */
  kubernetesVersion: string;
  /** Versions that it goes through, where that is more than one step. */
  kubernetesPath?: string[];
  osVersion: string;
  /** Digest of all that a machine is made from: another one replaces it. */
  template: string;
  /** Sorted by name. */
  ownLayers: OwnLayer[];
  /** Names; workers turn ready only once these are healthy. Sorted. */
  networkLayers: string[];
}

export interface SimulatedMachine {
  name: string;
  pool: string;
  kubernetesVersion: string;
  osVersion: string;
  template: string;
  phase: 'provisioning' | 'ready' | 'deleting';
}

/** A layer that the simulated engine delivers. */
export interface SimulatedLayer {
  name: string;
  kind: LayerKind;
  version: string;
  digest: string;
  phase: 'applied' | 'progressing' | 'healthy' | 'pruning';
  /** Version that was healthy last. */
  provenVersion?: string;
  instanceId: string;
  revision: number;
}

/** All that exists of one simulated cluster. */
export interface SimulatedCluster {
  spec: ClusterSpec;
  generation: number;
  observedGeneration: number;
  /** As taken up, not as asked for. */
  paused: boolean;
  deleting: boolean;
  /** Nothing is left. */
  gone: boolean;
  infrastructureReady: boolean;
  /** Number of machines made so far; names come from it. */
  serial: number;
  machines: SimulatedMachine[];
  layers: SimulatedLayer[];
  /** Ids of drifts that a later write has overwritten, by layer. */
  corrected: Record<string, string[]>;
  conditions: Condition[];
  /** When the last step was done. */
  steppedAt: string;
  /** Nothing could move when somebody looked last. */
  resting: boolean;
}

export type MisbehaviourKind =
  | 'fail-step'
  | 'hang'
  | 'hang-deletion'
  | 'drift-layer'
  | 'unreachable'
  | 'conflict';

/** Something that the simulator was told to do wrong. Without cluster and target it concerns every cluster. */
export interface Misbehaviour {
  id: string;
  kind: MisbehaviourKind;
  cluster?: string;
  target?: string;
  /** For `fail-step` and `drift-layer`; absent: the machines, or every layer. */
  layer?: string;
  message?: string;
  /** Times that a `conflict` still happens. */
  remaining?: number;
  createdAt: string;
}
