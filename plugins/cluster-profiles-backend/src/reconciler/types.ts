import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  DesiredLayer,
  DesiredState,
  LayerKind,
  ObservedCluster,
  ObservedLayer,
  Target,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type {
  AddOnEngine,
  Checkpoints,
  Clock,
  ClusterProvider,
  ProfileFiles,
  SourceBytes,
  Registration,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import type { Knex } from 'knex';
import type { Announce } from '../announce';
import type { ChangeLifecycle } from '../changes/types';
import type { ClusterProfilesConfig } from '../config/ClusterProfilesConfig';
import type { Wait } from '../policies/findWait';
import type { RecordKeys } from '../record/RecordKeys';

/** Whether anything may be written at all, as configuration and administrators say. */
export interface WritePermission {
  isWriting(): Promise<{ writes: boolean; reason?: string }>;
}

export interface ReconcilerOptions {
  knex: Knex;
  clock: Clock;
  checkpoints: Checkpoints;
  logger: LoggerService;
  providers: ReadonlyMap<string, ClusterProvider>;
  engines: ReadonlyMap<string, AddOnEngine>;
  files: ProfileFiles;
  bytes: SourceBytes;
  /** As they are configured now. */
  targets: readonly Target[];
  lifecycle: ChangeLifecycle;
  /** Verifies decisions and acceptances. */
  keys: RecordKeys;
  /** The record of a cluster at rest is gone along at least once in so many minutes; only before something is done if absent. */
  recordMinutes?: number;
  /** Marks what this installation writes. */
  instanceId: string;
  writeSwitch: WritePermission;
  announce: Announce;
  config: ClusterProfilesConfig['reconciler'];
  /** Called when a hint has made a cluster due; without it the next poll finds it. */
  wake?(): void;
}

/** Why nothing may be written to a cluster. */
export interface Hold {
  /** CamelCase, for the condition. */
  reason:
    | 'ChainBroken'
    | 'ForeignWrite'
    | 'TargetChanged'
    | 'ProviderMissing'
    | 'EngineMissing';
  message: string;
}

/** All that the pure functions look at: desired beside observed. */
export interface Picture {
  /** Number of the desired revision. */
  revision: number;
  desired: DesiredState;
  /** What the provider answered; undefined when nothing is there. */
  observed?: ObservedCluster;
  /** What the engine holds. */
  engineLayers: readonly ObservedLayer[];
  /** Kinds of layers that the provider brings itself. */
  providerLayerKinds: readonly LayerKind[];
  /** Layers as earlier revisions defined them, newest first: what is live may still be one of these. */
  earlierLayers: readonly DesiredLayer[];
  /** What the engine keeps of the cluster, `none` yet; absent where it is not for us to register. */
  registration?: Registration | 'none';
}

/** Something that must still come right before a revision is proven. */
export interface Obstacle {
  about:
    | 'cluster'
    | 'control-plane'
    | 'api'
    | 'registration'
    | 'workers'
    | 'condition'
    | 'layer'
    | 'leftover';
  /** Of the layer, pool or condition. */
  name?: string;
  message: string;
  /** It is on its way by itself, nothing is broken. */
  moving: boolean;
}

/** One write that is due. `what` ends its idempotency key. */
export type Write =
  | { type: 'provider-apply'; what: string; corrects?: string[] }
  /** `first`: without it no layer comes. */
  | { type: 'register'; first: boolean; what: string }
  | { type: 'layer-apply'; layer: DesiredLayer; what: string }
  | { type: 'layer-prune'; layer: string; abandon?: true; what: string }
  | { type: 'unregister'; what: string }
  | { type: 'provider-delete'; what: string };

/** How one pass went, as phase and conditions tell it. */
export interface Standing {
  /** Absent when the provider was not asked or did not answer. */
  picture?: Picture;
  obstacles: readonly Obstacle[];
  proven: boolean;
  hold?: Hold;
  /** The provider or engine did not answer. */
  unreachable?: { message: string };
  /** The provider or engine said no, or something else went wrong, in what is not of one layer. */
  trouble?: string;
  /** Layers that could not be written or removed, each with why. The picture tells it, too. */
  failing?: ReadonlyMap<string, string>;
  /** Why nothing may be written at all. */
  stopped?: string;
  /** What the change waits for before it may be written. */
  wait?: Wait;
}
