import type { JsonValue } from '@backstage/types';
import type { DriftException } from './drift';

/** @public */
export type DriftState = 'InSync' | 'Drifted' | 'Overridden' | 'Unknown';

/** @public */
export type Health =
  'Healthy' | 'Progressing' | 'Degraded' | 'Missing' | 'Unknown';

/** In Kubernetes' form. @public */
export interface Condition {
  type: string;
  status: 'True' | 'False' | 'Unknown';
  /** CamelCase. */
  reason: string;
  message: string;
  lastTransitionTime: string;
}

/** @public */
export interface ObjectDifference {
  /** Kind and name of the object, such as `Deployment ingress-nginx/controller`. */
  object: string;
  /** JSON pointer inside the object. */
  path: string;
  desired?: JsonValue;
  observed?: JsonValue;
  /** Who wrote it, where the engine knows. */
  manager?: string;
  /** When he did, where that is known. */
  writtenAt?: string;
  /** Why both values are left out; `values`: the caller may not read values. */
  hidden?: 'secret' | 'large' | 'values';
  /** Instead of a field, where the path is empty: the object is not there, is not desired, or its fields are not known. */
  whole?: 'missing' | 'undesired' | 'unknown';
  /** It is let be, for this reason and until then. */
  ignored?: { reason: string; until: string };
}

/** @public */
export interface ObservedLayer {
  name: string;
  /** Version that is proven to run, not the one that was asked for. */
  version?: string;
  /** `layerDigest` of what was last applied; equality with the desired digest is part of the proof. */
  digest?: string;
  /** The same of what was once healthy and in sync here: what differs since is drift. Kept by the reconciler, engines leave it out. */
  provenDigest?: string;
  health: Health;
  drift: DriftState;
  message?: string;
  /** Others changed what the engine itself keeps of the layer, which is to be written again: by whom and when, where that is known. */
  edited?: { manager?: string; writtenAt?: string };
  differences?: ObjectDifference[];
  /** What the engine leaves alone, as it was told to: where it does not tell fields, those are not among them. */
  exceptions?: Array<Pick<DriftException, 'object' | 'path'>>;
  /** Why the fields of objects that drifted are not known. With `retry` they will be: nothing is corrected before. */
  fieldsUnknown?: { reason: string; retry?: true };
}

/** @public */
export interface ObservedMachine {
  name: string;
  /** Name of the worker pool, or `controlPlane`. */
  pool: string;
  kubernetesVersion: string;
  ready: boolean;
  /** False while the machine still has to be replaced. */
  upToDate: boolean;
  deleting: boolean;
  message?: string;
}

/** What is really there, as a provider sees it. @public */
export interface ObservedCluster {
  /** Marks on the written objects; a foreign instance or a higher revision means `Held`. */
  instanceId?: string;
  revision?: number;
  /** The provider has seen and taken up the last written state. */
  current: boolean;
  /** The control plane is initialised and its API answers: network layers may start. */
  apiReachable: boolean;
  deleting: boolean;
  paused: boolean;
  /**
   * Set where a state is handed over step by step and the step before is proven: `apply` is due again, with the same state.
   * Names the step, such as `kubernetes-1.35.0`.
   */
  nextApply?: string;
  /** Of its API or its control plane, as found there. */
  kubernetesVersion?: string;
  conditions: Condition[];
  machines: ObservedMachine[];
  /** Layers that the provider itself delivers. */
  layers: ObservedLayer[];
  /** What is left while deleting, for the leftover report. */
  leftovers: string[];
  /** Address of the cluster's API, once it answers. */
  apiServer?: { url: string; certificateAuthority?: string };
}
