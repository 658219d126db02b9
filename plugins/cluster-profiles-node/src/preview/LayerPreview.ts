import type {
  Finding,
  LayerObjectChange,
} from '@cluster-profiles/plugin-cluster-profiles-common';

/** An object that a layer brings, by all that tells it from others on the cluster. @public */
export interface BroughtObject {
  /** Such as `ClusterRole monitoring`. */
  object: string;
  /** API group of its kind; empty for the core group. */
  group: string;
}

/** What becomes of the objects of one layer. @public */
export interface LayerPreview {
  /** As `compareRendered` gives them. */
  objects: LayerObjectChange[];
  /** What runs before or after, for people, such as `Job shop/migrate (pre-install, pre-upgrade)`. */
  hooks: string[];
  /** All that the layer brings once it is applied, what stays as it is and what runs included. */
  brings: BroughtObject[];
  findings: Finding[];
}
