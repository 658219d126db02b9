import type { JsonObject } from '@backstage/types';
import type {
  AccessRole,
  ClusterAccess,
  DesiredProfile,
  DesiredState,
  Finding,
  MachineReplacement,
  ObjectChanges,
  ObjectDifference,
  ObservedCluster,
  ProviderEntry,
  Takeover,
  Target,
  TargetSnapshot,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { LayerKind } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { DeliveryAccess } from './DeliveryAccess';

/** Marks that go with every write, so that a late or foreign write is seen. @public */
export interface WriteMarks {
  /** This installation; a cloned portal has another. */
  instanceId: string;
  /** Number of the revision that is written. */
  revision: number;
  /** Equal for a repeated attempt at the same write; must take effect once. */
  idempotencyKey: string;
}

/** Files of published bundles, verified against their digests. @public */
export interface ProfileFiles {
  /** The file at a path of the bundle, or all files below it, by path. Errors: `NotFoundError` where there is none. */
  read(
    profile: Pick<DesiredProfile, 'name' | 'version' | 'digest'>,
    path: string,
  ): Promise<Array<{ path: string; content: string }>>;
}

/** @public */
export interface ProviderPreview {
  objects: ObjectChanges;
  /** A superset of the machines that will really be replaced. */
  machinesReplaced: MachineReplacement[];
  /** Refusals are `block`, warnings `warn`. */
  findings: Finding[];
  /** Fields of objects that are there and change, with what stands there now as `observed`. */
  differences?: ObjectDifference[];
  /** Of the cluster that would be adopted, such as a UID; comes back as `desired.adopted.identity`. */
  identity?: string;
  /**
   * Fields that the write would take from other managers. Approved with the plan, they come back as `desired.takeovers`, and `apply`
   * takes no others.
   */
  takeovers?: Takeover[];
  /**
   * Every Kubernetes version that the cluster goes through from what runs now, which is the first, to what is desired, the last;
   * empty when nothing moves. Absent from a provider that only moves one minor at a time, and where there is no way.
   */
  kubernetesPath?: string[];
}

/**
 * A profile version that must remain usable on a target: it is published, or a live cluster, an open change or a revision to roll
 * back to needs it.
 * @public
 */
export interface ProfileInUse {
  profile: DesiredProfile;
  /** As `prepare` is given it, or the `providerConfig` of a desired state. */
  entry: JsonObject;
  target: Pick<TargetSnapshot, 'endpoint' | 'namespace'>;
}

/** What came of a look for what nobody uses. @public */
export interface Collection {
  /** Ids of what is unused and still there, such as `mgmt-eu1/team-a/4f2c9a1b07`. */
  unused: string[];
  /** Ids of what was taken away. */
  collected: string[];
  /** Why something that was due is still there, in words. */
  problems: string[];
}

/** A cluster that exists already, as it is found before it is imported. @public */
export interface InspectedCluster {
  /** Such as `1.33.1`. */
  kubernetesVersion: string;
  nodes: number;
  /** What speaks against importing it is `block`, such as that a portal manages it. */
  findings: Finding[];
}

/** A cluster that exists already, as a list tells of it. @public */
export interface DiscoveredCluster {
  /** What it is called on the target; `inspect` takes it. */
  source: string;
  /** Such as `1.33.1`, where the list tells. */
  kubernetesVersion?: string;
  /** Instance id of the portal that makes it from a profile, this one or another. */
  portal?: string;
}

/**
 * Creates, changes, observes and deletes clusters of one kind. Implementations are level-based: every method may be called
 * again at any time, and a repeated call with equal input changes nothing.
 *
 * Errors: `ProviderUnreachableError` while the provider does not answer (the cluster turns `unknown`, nothing is deleted),
 * `ProviderRefusedError` when it understood and said no, `HeldError` when a live object carries a foreign instance id or a
 * higher revision; anything else is retried with back-off.
 *
 * @public
 */
export interface ClusterProvider {
  /** Key of the provider, such as `simulator`; targets name it. */
  readonly id: string;
  /** Kinds of layers that it brings itself, see `isDeliveredByProvider`; all others go to an add-on engine. */
  readonly layerKinds: readonly LayerKind[];
  /**
   * Whether clusters that it imports can be made ours: all its methods heed `desired.adopted`. `preview` blocks where one cannot be
   * taken, and names its identity; `apply` writes a cluster without marks only if it has that identity.
   */
  readonly adopts?: true;
  /** What is missing before a target can be used; empty when all is well. */
  preflight(options: {
    target: Target;
    signal?: AbortSignal;
  }): Promise<Finding[]>;
  /** What `apply` would do. Writes nothing. */
  preview(options: {
    desired: DesiredState;
    /** The state that is applied now; absent for a new cluster. */
    current?: DesiredState;
    files: ProfileFiles;
    signal?: AbortSignal;
  }): Promise<ProviderPreview>;
  /**
   * Brings to a target what clusters of a published version need and what is inert by itself, such as classes and templates.
   * Called once the publication is accepted; returns what keeps clusters from being built on it.
   */
  prepare?(options: {
    profile: DesiredProfile;
    /** The entry of the profile's `providers` for this target, before substitution. */
    entry: ProviderEntry;
    target: Target;
    /** This installation: what is brought carries its mark, so that no other one takes it away. */
    instanceId: string;
    files: ProfileFiles;
    signal?: AbortSignal;
  }): Promise<Finding[]>;
  /**
   * Takes from a target what `prepare` and `apply` brought for others than `inUse`, which holds what is needed on all targets of
   * this provider. What carries another instance id, and what a live cluster of whomever refers to, stays. Called from time to
   * time.
   */
  collect?(options: {
    target: Target;
    inUse: readonly ProfileInUse[];
    /** Since when what earlier calls found unused has been so, by its id. */
    unusedSince: ReadonlyMap<string, string>;
    /** Only what is unused since then or longer is taken away. */
    before: string;
    instanceId: string;
    files: ProfileFiles;
    signal?: AbortSignal;
  }): Promise<Collection>;
  /**
   * Looks for a cluster that exists already, by what it is called on the target; undefined where there is none. Writes nothing.
   * Only providers that have it can import: their `observe` is then also asked for clusters that are `observeOnly`, whose
   * `providerConfig.source` is that name; `preview`, `apply` and `delete` never are.
   */
  inspect?(options: {
    target: Target;
    source: string;
    signal?: AbortSignal;
  }): Promise<InspectedCluster | undefined>;
  /**
   * Names the clusters that `inspect` would find on a target; who has read enough of them stops. Writes nothing. Without it,
   * a cluster is imported by whoever knows what it is called.
   */
  discover?(options: {
    target: Target;
    signal?: AbortSignal;
  }): AsyncIterable<DiscoveredCluster>;
  /**
   * Hands the desired state over. Returns when it is accepted, not when it is reached. A field that another manager holds is taken
   * only if `desired.takeovers` names it and this revision is not written yet, or if it drifted and its layer is to be corrected,
   * because of its drift mode or because it is among `corrects`; else `ProviderRefusedError` names field and manager. Where it has a `kubernetesPath` that the
   * provider does not walk by itself, each call hands over the step that is next; `nextApply` of `observe` asks for the call.
   */
  apply(options: {
    desired: DesiredState;
    marks: WriteMarks;
    files: ProfileFiles;
    /** Names of layers whose drift this write undoes; absent where none has any. */
    corrects?: readonly string[];
    signal?: AbortSignal;
  }): Promise<void>;
  /** What is really there; undefined when nothing is left of the cluster. */
  observe(options: {
    desired: DesiredState;
    signal?: AbortSignal;
  }): Promise<ObservedCluster | undefined>;
  /** Calls `onHint` with the UID of a cluster that may have changed. Hints may be lost. */
  watch?(options: {
    onHint(clusterUid: string): void;
    signal: AbortSignal;
  }): Promise<void>;
  /** Why `watch` gets no hints from a target now, and since when; undefined while all is well. Asks nobody. */
  watchTrouble?(options: {
    target: Target;
  }): { message: string; lastSeenAt?: string } | undefined;
  /**
   * Credentials of a cluster that end by themselves. `subject` is who they are for, for the cluster's own audit. Errors:
   * `ProviderRefusedError` where the cluster cannot give any.
   */
  access?(options: {
    desired: DesiredState;
    role: AccessRole;
    subject: string;
    seconds: number;
    signal?: AbortSignal;
  }): Promise<Pick<ClusterAccess, 'kubeconfig' | 'expiresAt'>>;
  /** Whether `deliveryAccess` may be asked for a cluster, as the configuration says. Asks nobody. */
  hasDeliveryAccess?(options: { desired: DesiredState }): boolean;
  /**
   * Credentials with which an add-on engine delivers layers to a cluster, with as few rights as that takes; for clusters of which
   * `hasDeliveryAccess` is true, once their API answers. Others are made known to the engine by whoever runs it.
   */
  deliveryAccess?(options: {
    desired: DesiredState;
    /** How long it should last; a cluster may give less. */
    seconds: number;
    signal?: AbortSignal;
  }): Promise<DeliveryAccess>;
  /** Starts the deletion; `observe` tells when it is done. Nothing to delete is success. */
  delete(options: {
    desired: DesiredState;
    marks: WriteMarks;
    /** Lets go of what keeps a deletion from its end, without waiting for it to be gone. Marks hold as ever. */
    force?: boolean;
    signal?: AbortSignal;
  }): Promise<void>;
}
