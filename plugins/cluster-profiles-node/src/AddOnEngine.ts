import type {
  DesiredLayer,
  DesiredState,
  Finding,
  ObservedLayer,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { WriteMarks } from './ClusterProvider';

/** Identifies the cluster that a layer goes to. @public */
export type EngineCluster = Pick<DesiredState, 'cluster' | 'target'>;

/**
 * Delivers layers to clusters. It only ever sees one layer on one cluster: order among layers is the reconciler's.
 * Level-based, with the errors of `ClusterProvider`.
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
    signal?: AbortSignal;
  }): Promise<string[]>;
  /** What `render` cannot tell of a layer that comes or changes, for the plan to say. Asks nobody. */
  remarks?(options: { cluster: EngineCluster; layer: DesiredLayer }): Finding[];
  /** Hands one layer over. Returns when it is accepted, not when it is healthy. */
  apply(options: {
    cluster: EngineCluster;
    layer: DesiredLayer;
    marks: WriteMarks;
    signal?: AbortSignal;
  }): Promise<void>;
  /** Every layer that the engine holds for the cluster, those that are no longer desired included. */
  observe(options: {
    cluster: EngineCluster;
    signal?: AbortSignal;
  }): Promise<ObservedLayer[]>;
  /** Removes one layer and all that it brought; `observe` tells when it is gone. */
  prune(options: {
    cluster: EngineCluster;
    layer: string;
    marks: WriteMarks;
    signal?: AbortSignal;
  }): Promise<void>;
}
