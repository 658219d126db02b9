import type { Entity } from '@backstage/catalog-model';
import type { JsonObject } from '@backstage/types';
import type { DriftMode } from '../model/desired';
import type { DriftException } from '../model/drift';

/** apiVersion of the kind `ClusterProfile`. @public */
export const CLUSTER_PROFILE_API_VERSION = 'clusterprofiles.io/v1alpha1';

/** What a profile models. A cluster runs one `infrastructure` or `full-stack` profile and any number of `add-on` profiles. @public */
export type ProfileType = 'infrastructure' | 'add-on' | 'full-stack';

/** The core kinds occur exactly once in an infrastructure or full-stack profile. @public */
export type CoreLayerKind = 'os' | 'kubernetes' | 'network' | 'storage';

/** @public */
export type LayerKind = CoreLayerKind | 'addon';

/** Bottom to top, as a stack is drawn and listed. @public */
export const CORE_LAYER_KINDS: readonly CoreLayerKind[] = [
  'os',
  'kubernetes',
  'network',
  'storage',
];

/** Where the bytes of a layer come from. `repository` names a configured layer repository. @public */
export interface LayerSource {
  type: 'helm' | 'oci' | 'manifests' | 'image';
  /** Name of a layer repository of the configuration; required for all but `manifests`. */
  repository?: string;
  /** Name of the chart, for `helm` and `oci`. */
  chart?: string;
  /** Name of the image, for `image`. */
  image?: string;
  /** File or folder of the bundle, for `manifests`, starting with `./`. */
  path?: string;
}

/** One component of the stack, as the author wrote it. @public */
export interface ProfileLayer {
  name: string;
  kind: LayerKind;
  /** Group of an add-on: `ingress`, `logging`, `monitoring`, `security`, `authentication`, `service-mesh`, or any other word. */
  category?: string;
  /** Quoted string; semver for `kubernetes` and for `helm` sources, else opaque. */
  version: string;
  /**
   * For `kubernetes`: versions that a cluster several minors behind goes through, one for each minor between, for classes that
   * list none themselves.
   */
  through?: string[];
  source?: LayerSource;
  /** Names of layers of the same profile that must be healthy before this one starts. */
  dependsOn?: string[];
  constraints?: {
    /** Semver range of Kubernetes versions that the layer works with. */
    kubernetes?: string;
    /** Semver ranges of other layers, by name. */
    layers?: Record<string, string>;
  };
  /** Opaque to us; may hold `${{ parameters.x }}`, typed where it is the whole value. */
  values?: JsonObject;
  /** What happens when a layer differs from what is desired, where a cluster says nothing else, and where it may. */
  drift?: { mode?: DriftMode; exceptions?: DriftException[] };
  /** Minutes until a layer that is not healthy counts as failed; 15 if absent. */
  deadlineMinutes?: number;
}

/** Replicas are a number or a substitution that yields one. @public */
export interface ProfileNodePools {
  controlPlane?: { replicas: number | string };
  workers?: ProfileWorkerPool[];
}

/** Either `replicas`, or `min` and `max`, between which an autoscaler decides. @public */
export interface ProfileWorkerPool {
  name: string;
  /** With `min` and `max` only how many machines it starts with; `min` if absent. */
  replicas?: number | string;
  min?: number | string;
  max?: number | string;
}

/** How the core layers become a cluster on one kind of target; opaque but for `match`. @public */
export type ProviderEntry = JsonObject & { match?: Record<string, string> };

/** @public */
export interface ClusterProfileSpec {
  type: ProfileType;
  /** Entity reference of the owning group. */
  owner: string;
  /** As elsewhere in the catalog; production targets take only `production`. */
  lifecycle: string;
  /** Semver. */
  version: string;
  releaseNotes?: string;
  /** JSON Schema (draft 7) of what a requester may set. */
  parameters?: JsonObject;
  nodePools?: ProfileNodePools;
  layers: ProfileLayer[];
  providers?: Record<string, ProviderEntry[]>;
}

/** Catalog entity of a profile: the draft as it stands in git, with `values` stripped. @public */
export interface ClusterProfileEntity extends Entity {
  apiVersion: typeof CLUSTER_PROFILE_API_VERSION;
  kind: 'ClusterProfile';
  spec: ClusterProfileSpec & JsonObject;
}

/** @public */
export function isClusterProfileEntity(
  entity: Entity,
): entity is ClusterProfileEntity {
  return (
    entity.kind === 'ClusterProfile' &&
    entity.apiVersion === CLUSTER_PROFILE_API_VERSION
  );
}

/** Annotations of the `Resource` of type `kubernetes-cluster` that stands for a cluster. @public */
export const CLUSTER_UID_ANNOTATION = 'clusterprofiles.io/cluster-uid';
/** @public */
export const CLUSTER_TARGET_ANNOTATION = 'clusterprofiles.io/target';
/** @public */
export const CLUSTER_STAGE_ANNOTATION = 'clusterprofiles.io/stage';
/** @public */
export const CLUSTER_PROVIDER_ANNOTATION = 'clusterprofiles.io/provider';
/** The main profile; absent of a cluster that has none. @public */
export const CLUSTER_PROFILE_ANNOTATION = 'clusterprofiles.io/profile';
