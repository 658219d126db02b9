import type {
  DesiredLayer,
  DesiredState,
  Finding,
  ObservedLayer,
  Target,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { WriteMarks } from './ClusterProvider';
import type { LayerPreview } from './preview/LayerPreview';
import type { SourceBytes } from './SourceBytes';
import type { DeliveryAccess, Registration } from './DeliveryAccess';

/** Identifies the cluster that a layer goes to, and says what is known of it. @public */
export type EngineCluster = Pick<DesiredState, 'cluster' | 'target'> & {
  /** As it will run, such as `1.35.2`. */
  kubernetesVersion?: string;
  /** All that it will have: what one of them defines, others may use. */
  layers?: readonly DesiredLayer[];
};

/** What would be written to one cluster. @public */
export interface PlannedDelivery {
  cluster: EngineCluster;
  /** Names of those that come, change or go. What others have where these are kept is theirs, and a `block` finding. */
  layers: readonly string[];
  /** Of the portal, as in `WriteMarks`. */
  instanceId: string;
}

/** For what the removal or another version of a layer leaves on a cluster, such as a namespace that others use by now. @public */
export interface Leftovers {
  /** A way in for ten minutes, to look and to clean up; absent where the portal has none. Errors: of `ClusterProvider`. */
  access?(): Promise<DeliveryAccess>;
  /** Says what stays, and why. Heard before the engine forgets it; may be told twice. */
  tell(message: string): Promise<void>;
}

/**
 * Delivers layers to clusters. It only ever sees one layer on one cluster: order among layers is the reconciler's.
 * Level-based, with the errors of `ClusterProvider`. What `apply` and `prune` do not reach holds back their layer alone, as long as
 * `observe` answers.
 *
 * @public
 */
export interface AddOnEngine {
  /** Key of the engine, such as `argocd`. */
  readonly id: string;
  /** Readable references of the objects that the layer consists of, sorted. Writes nothing. */
  render(options: {
    cluster: EngineCluster;
    layer: DesiredLayer;
    /** What was pinned; nothing is fetched. */
    bytes: SourceBytes;
    signal?: AbortSignal;
  }): Promise<string[]>;
  /**
   * What becomes of each object when `layer` takes the place of `before`; without one of them the layer comes or goes. Writes
   * nothing. Undefined where the engine cannot tell now, which `remarks` then says (`withoutPreview`).
   */
  preview?(options: {
    cluster: EngineCluster;
    /** As it is proven to run now, for `before`: its Kubernetes and its other layers may be others. As `cluster` if absent. */
    clusterBefore?: EngineCluster;
    layer?: DesiredLayer;
    before?: DesiredLayer;
    bytes: SourceBytes;
    /** The portal has a way in to the cluster (`Leftovers.access`): nothing of others need go with what the layer leaves. */
    hasAccess?: boolean;
    signal?: AbortSignal;
  }): Promise<LayerPreview | undefined>;
  /**
   * What is known of a layer that comes or changes without rendering it, for the plan to say, also while `preview` is not answered.
   * Asks nobody.
   */
  remarks?(options: {
    cluster: EngineCluster;
    layer: DesiredLayer;
    bytes: SourceBytes;
    /** Names of objects are all that the plan has of it: there is no `preview`, or it could not tell. */
    withoutPreview: boolean;
  }): Finding[];
  /**
   * Hands one layer over. Returns when it is accepted, not when it is healthy; or before, where something has to be seen to first:
   * it is called again until `observe` tells of this layer.
   */
  apply(options: {
    cluster: EngineCluster;
    layer: DesiredLayer;
    bytes: SourceBytes;
    marks: WriteMarks;
    /** For what the version before leaves there. */
    leftovers?: Leftovers;
    signal?: AbortSignal;
  }): Promise<void>;
  /** Every layer that the engine holds for the cluster, those that are no longer desired included. */
  observe(options: {
    cluster: EngineCluster;
    signal?: AbortSignal;
  }): Promise<ObservedLayer[]>;
  /** Calls `onHint` with the UID of a cluster whose layers may have changed. Hints may be lost. */
  watch?(options: {
    onHint(clusterUid: string): void;
    signal: AbortSignal;
  }): Promise<void>;
  /** Removes one layer and all that it brought; `observe` tells when it is gone. */
  prune(options: {
    cluster: EngineCluster;
    layer: string;
    marks: WriteMarks;
    /**
     * Nobody answers for the cluster any more: only what the engine itself keeps of the layer is removed, and nothing may wait for
     * what was on the cluster.
     */
    abandon?: boolean;
    /** Of a cluster that stays: for what the layer leaves there. */
    leftovers?: Leftovers;
    signal?: AbortSignal;
  }): Promise<void>;
  /**
   * Takes back what only the way to a revision needed, such as rights to what is gone. Called, and again where it fails, once all that a
   * cluster is to have is proven and what it is not to have is gone.
   */
  settle?(options: {
    cluster: EngineCluster;
    marks: WriteMarks;
    signal?: AbortSignal;
  }): Promise<void>;
  /** What keeps the engine from delivering to clusters of a target, and as `ok` what may be worth to know. Writes nothing. */
  preflight?(options: {
    target: Target;
    /** What a plan leads to; absent where only the target is asked for. */
    planned?: PlannedDelivery;
    signal?: AbortSignal;
  }): Promise<Finding[]>;
  /** What the engine keeps of a cluster that `register` made known to it; undefined where nothing did. */
  registration?(options: {
    cluster: EngineCluster;
    signal?: AbortSignal;
  }): Promise<Registration | undefined>;
  /**
   * Makes a cluster known to the engine, or renews how it gets there. Goes with `registration`. Without both, the engine finds its
   * clusters by itself.
   */
  register?(options: {
    cluster: EngineCluster;
    access: DeliveryAccess;
    marks: WriteMarks;
    signal?: AbortSignal;
  }): Promise<void>;
  /** Removes all that the engine keeps of a cluster that has no layers any more. Nothing to remove is success. */
  unregister?(options: {
    cluster: EngineCluster;
    marks: WriteMarks;
    signal?: AbortSignal;
  }): Promise<void>;
}
