import type { JsonObject, JsonValue } from '@backstage/types';
import type {
  LayerKind,
  LayerSource,
  ProfileType,
} from '../kind/ClusterProfile';
import type { DriftException, LayerDriftException } from './drift';
import type { PinnedChart } from './profileVersion';
import type { TargetSnapshot } from './target';

/** What a cluster does when its profile publishes a newer version. @public */
export type FollowPolicy = 'pinned' | 'patch' | 'minor';

/** What happens when a layer differs from what is desired. @public */
export type DriftMode = 'report' | 'correct';

/** @public */
export interface ProfileReference {
  name: string;
  version: string;
}

/** A profile of a cluster, pinned by digest. @public */
export interface DesiredProfile extends ProfileReference {
  digest: string;
  type: ProfileType;
}

/** A layer after substitution: what a provider or an engine is given. @public */
export interface DesiredLayer {
  /** Unique on the cluster. */
  name: string;
  /** The profile it comes from. */
  profile: string;
  kind: LayerKind;
  category?: string;
  version: string;
  /** Of a `kubernetes` layer: versions between that the profile names; absent where it names none. */
  through?: string[];
  source?: LayerSource;
  /** Resolved address and SHA-256 of the bytes, from the published version; absent for layers without bytes. */
  address?: string;
  sha256?: string;
  /** Where the bytes are a packed chart. */
  chart?: PinnedChart;
  /** Sorted. */
  dependsOn: string[];
  values: JsonObject;
  driftMode: DriftMode;
  /** Of the profile and of the cluster; absent where there is none. */
  driftExceptions?: DriftException[];
  deadlineMinutes: number;
}

/** @public */
export interface DesiredNodePools {
  controlPlane: { replicas: number };
  /** Sorted by name, so that order never matters. */
  workers: DesiredWorkerPool[];
}

/** Without `min` and `max` a pool has exactly `replicas` machines. @public */
export interface DesiredWorkerPool {
  name: string;
  /** With `min` and `max`: how many machines it starts with. */
  replicas: number;
  /** Both or none: an autoscaler decides on the number of machines between them. */
  min?: number;
  max?: number;
}

/** A value of a layer that one cluster has instead of its profile's, for a time. @public */
export interface DesiredOverride {
  layer: string;
  /** JSON pointer into the values of the layer. */
  path: string;
  value: JsonValue;
  reason: string;
  /**
   * `textDigest` of the reason: digests are over it instead, so that the reason can be erased. Absent of older ones, whose digests are
   * over the reason.
   */
  reasonDigest?: string;
  /** Of that digest; erased with the reason. Absent of older ones. */
  reasonSalt?: string;
  /** Entity reference of who answers for it. */
  owner: string;
  /** ISO 8601; from then on its removal is proposed. */
  expires: string;
}

/** A field that a write takes from another manager, of whatever manages fields where the cluster is written. @public */
export interface Takeover {
  /** Such as `Cluster team-a/checkout`. */
  object: string;
  /** JSON pointer; entries of lists by name. */
  path: string;
  manager: string;
}

/**
 * All that will be written for one cluster. Immutable once it is a revision.
 * No times and no counters, so that equal intent has equal digest.
 * @public
 */
export interface DesiredState {
  cluster: { uid: string; name: string; owner: string; description?: string };
  /** The infrastructure or full-stack profile first, then add-on profiles by name; of an imported cluster only these. */
  profiles: DesiredProfile[];
  /** Resolved parameters, defaults filled in, by profile. */
  parameters: Record<string, JsonObject>;
  /** Replicas that were set on the cluster for pools that no parameter drives, by pool; `controlPlane` for the control plane. */
  poolOverrides: Record<string, number>;
  nodePools: DesiredNodePools;
  /** In stack order: core kinds bottom to top, then add-ons in an order that respects `dependsOn`. */
  layers: DesiredLayer[];
  /** Drift mode by layer name where it differs from that of the profile. */
  driftModes: Record<string, DriftMode>;
  /** Exceptions of this cluster, beside those of its profiles; sorted. Absent where there is none. */
  driftExceptions?: LayerDriftException[];
  follow: FollowPolicy;
  target: TargetSnapshot;
  /** Entries of the main profile's `providers` that match the target; of an imported cluster its `source`. */
  providerConfig?: JsonObject;
  paused: boolean;
  protected: boolean;
  /** Last day of the cluster, YYYY-MM-DD, in UTC: once it is over, its deletion is proposed. Absent of one that does not end, so that digests stay what they were. */
  endsOn?: string;
  deleted: boolean;
  /**
   * The deletion is ended by force: the provider lets go of what it does not get rid of (`finalizers`), or only the record is closed,
   * because the provider is gone (`record`). Absent otherwise, so that digests stay what they were.
   */
  forcedDeletion?: 'finalizers' | 'record';
  /**
   * The cluster was imported: its base belongs to somebody else and is never written, changed or deleted, only observed.
   * Absent for clusters of ours, so that their digests stay what they were.
   */
  observeOnly?: true;
  /** The cluster was imported and then adopted: it is ours, under the name that it had before. Absent for all others. */
  adopted?: {
    /** What it is called on the target. */
    source: string;
    /** Of the very cluster that the plan looked at, as its provider tells it from another of that name; absent until it has. */
    identity?: string;
  };
  /**
   * What the first write of this revision takes from others, and all that it may take; sorted. Found by the plan, and never carried
   * into the next revision. Absent where it takes nothing.
   */
  takeovers?: Takeover[];
  /**
   * Values that are not the profile's; they are in `layers` already. Sorted by layer and path; absent where there is none, so that
   * digests stay what they were.
   */
  overrides?: DesiredOverride[];
  /**
   * Every Kubernetes version that the cluster goes through, the one that runs first, where that is more than one step. Absent
   * otherwise, so that digests stay what they were.
   */
  kubernetesPath?: string[];
  /**
   * Of the layers that change together with Kubernetes: which have to be proven before it moves, and which wait until it has; sorted.
   * Absent where nothing moves, or no layer does with it.
   */
  kubernetesOrder?: { before: string[]; after: string[] };
}

/** One numbered desired state of a cluster. @public */
export interface Revision {
  clusterUid: string;
  /** From 1, gaps never occur. */
  number: number;
  /** SHA-256, see `revisionDigest`. */
  digest: string;
  desired: DesiredState;
  changeId: string;
  createdAt: string;
  /** `accepted`: nothing written yet; `abandoned`: became stale or superseded before it was written. */
  state: 'accepted' | 'applying' | 'applied' | 'superseded' | 'abandoned';
}
