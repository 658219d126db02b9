import type { RecordedDifference } from '../record/entries';
import type {
  DesiredOverride,
  DesiredProfile,
  DesiredState,
  FollowPolicy,
} from './desired';
import type {
  Condition,
  DriftState,
  ObservedCluster,
  ObservedLayer,
} from './observed';
import type { Stage } from './target';
import type {
  ChangeKind,
  ChangeState,
  ExistingClusterKind,
  Permitted,
} from './change';

/** @public */
export type ClusterPhase =
  | 'requested'
  | 'provisioning'
  | 'ready'
  | 'updating'
  | 'degraded'
  | 'held'
  | 'paused'
  | 'deleting'
  | 'deleted'
  | 'unknown';

/** A cluster as lists show it. @public */
export interface Cluster {
  uid: string;
  name: string;
  owner: string;
  description?: string;
  target: string;
  provider: string;
  region: string;
  stage: Stage;
  phase: ClusterPhase;
  phaseReason: string;
  /** Degraded, held, unknown or drifted, or in trouble on the way to another revision. */
  hasIssue: boolean;
  /** The main profile first; an imported cluster has none. */
  profiles: DesiredProfile[];
  /** Published versions of the main profile that are newer than the cluster's. */
  behind: number;
  latestVersion?: string;
  kubernetesVersion?: string;
  /** Day (YYYY-MM-DD) on which upstream support of its Kubernetes minor version ends; absent when that is not known. */
  kubernetesEndOfLife?: string;
  drift: DriftState;
  /** Names of the layers that differ from what is desired; absent where none is known. */
  driftedLayers?: string[];
  follow: FollowPolicy;
  paused: boolean;
  protected: boolean;
  /** Last day, YYYY-MM-DD, in UTC; absent where it does not end. */
  endsOn?: string;
  /** When the first of its overrides ends, ISO 8601; absent where nothing is overridden. */
  overridesExpireAt?: string;
  /** Number of the desired revision; absent before the first is accepted. */
  revision?: number;
  /** Number of the last revision that was proven. */
  appliedRevision?: number;
  /** The change under way or waiting, newest first. */
  change?: { id: string; kind: ChangeKind; state: ChangeState };
  createdAt: string;
  updatedAt: string;
  /** When the provider last answered. */
  observedAt?: string;
}

/** Desired and observed side by side. @public */
export interface ClusterDetail extends Cluster {
  desired?: DesiredState;
  /** Those of the desired state, with the changes behind them; absent where nothing is overridden. */
  overrides?: ClusterOverride[];
  observed?: ObservedCluster;
  layers: ClusterLayer[];
  conditions: Condition[];
  /** Whether the caller may propose each kind of change of this cluster, and why not. */
  permitted: Record<ExistingClusterKind, Permitted>;
  /** Whether the caller may end its deletion by force; present where that does not come to an end by itself. */
  forceDelete?: Permitted;
}

/** A value that one cluster has instead of its profile's, with the changes behind it. @public */
export interface ClusterOverride extends DesiredOverride {
  /** The change that set it, whose approvals are its own; absent where the record has it no more. */
  setBy?: { id: string; state: ChangeState };
  /** The change under way that gives the value back to the profile. */
  endedBy?: { id: string; state: ChangeState };
}

/** One layer of a cluster: desired beside observed. @public */
export interface ClusterLayer {
  name: string;
  profile: string;
  kind: DesiredState['layers'][number]['kind'];
  category?: string;
  desiredVersion?: string;
  observed?: ObservedLayer;
  /** `dependsOn` that is not healthy yet; nothing once the layer is written as desired. */
  waitsFor: string[];
}

/** An entry of the append-only record. @public */
export interface Activity {
  id: number;
  at: string;
  /** Entity reference of a user, or `service:…` / `system:…`. */
  actor: string;
  subject: {
    kind: 'cluster' | 'profile' | 'change' | 'system';
    name: string;
    uid?: string;
  };
  changeId?: string;
  /** Kebab-case verb, such as `change-approved`. */
  type: string;
  message: string;
  /** The user whose token the actor carried. */
  onBehalfOf?: string;
  /** What changed, by name. Never a secret: of what may be one, the digest. */
  difference?: RecordedDifference;
  /** Of the HTTP request that led to it. */
  requestId?: string;
  /** Place in the chain of its subject, from 1. */
  sequence: number;
  /** SHA-256, see `entryHash`; the next entry of the subject holds it too. */
  hash: string;
}

/** A layer in use somewhere. @public */
export interface LayerInUse {
  name: string;
  kind: string;
  category?: string;
  version: string;
  /** Chart, image or path that its source names; it is looked for like the name. */
  component?: string;
  profiles: Array<{ name: string; version: string }>;
  /** Clusters that have it in the desired state or in what was proven last, as far as the caller may see them. */
  clusterCount: number;
  /** Of them, those that are to leave it: it is not desired any more, but what replaces it is not proven. */
  leaving: number;
  /** The first of them by name, at most 20. */
  clusters: string[];
}
