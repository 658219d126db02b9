import type { JsonValue } from '@backstage/types';
import type { AccessRole } from './access';
import type { LayerKind } from '../kind/ClusterProfile';
import type { DesiredState } from './desired';
import type { Finding } from './finding';
import type { ObjectDifference } from './observed';
import type {
  FileDigests,
  PinnedSource,
  ProfileDocument,
  ProfileVersionState,
} from './profileVersion';

/** What can be taken back afterwards; ordered from mild to severe but for `not-started`. @public */
export type RollbackClass =
  'not-started' | 'reversible' | 'replaces-nodes' | 'forward-only';

/** @public */
export type SemverClass =
  'major' | 'minor' | 'patch' | 'prerelease' | 'downgrade' | 'other';

/** @public */
export interface ValueDifference {
  /** JSON pointer. */
  path: string;
  before?: JsonValue;
  after?: JsonValue;
}

/** One layer before and after. Unchanged layers are listed too, so that the stack can be drawn. @public */
export interface LayerDifference {
  name: string;
  kind: LayerKind;
  category?: string;
  action: 'added' | 'removed' | 'changed' | 'unchanged';
  versionBefore?: string;
  versionAfter?: string;
  /** Present when the version changes. */
  semver?: SemverClass;
  /** Source address, SHA-256, values, dependencies. */
  values: ValueDifference[];
}

/** @public */
export interface MachineReplacement {
  /** Worker pool or `controlPlane`. */
  pool: string;
  count: number;
  reason: string;
}

/** Objects by a readable reference, such as `Deployment ingress-nginx/controller`; sorted. @public */
export interface ObjectChanges {
  created: string[];
  changed: string[];
  removed: string[];
}

/** What becomes of one object of a layer. @public */
export interface LayerObjectChange {
  /** Readable reference, such as `Deployment ingress-nginx/controller`. */
  object: string;
  /** `kept`: no layer brings it any more, and it stays on the cluster. */
  action: 'added' | 'changed' | 'removed' | 'kept';
  /** Why it deserves a second look, one sentence. */
  risk?: string;
  /** Of one that changes: what differs, without what Secrets hold; of very many the first. */
  fields?: ValueDifference[];
  /** How many further fields differ. */
  moreFields?: number;
}

/** What becomes of the objects of one layer, those at risk first. @public */
export interface LayerObjects {
  layer: string;
  objects: LayerObjectChange[];
  /** What runs before or after, such as `Job shop/migrate (pre-install, pre-upgrade)`; absent where nothing does. */
  hooks?: string[];
}

/** What a publication, deprecation or withdrawal would do. @public */
export interface PublicationPlan {
  profile: string;
  version: string;
  /** Digest of the version; absent for a document too broken to have one. */
  digest?: string;
  stateAfter: ProfileVersionState;
  reason?: string;
  /** `textDigest` of the reason, as of a `DesiredOverride`; absent of older ones. */
  reasonDigest?: string;
  /** Of that digest; erased with the reason. */
  reasonSalt?: string;
  endOfLife?: string;
  force?: boolean;
  /** Version that the layer difference compares with. */
  comparedWith?: string;
  document?: ProfileDocument;
  files?: FileDigests;
  sources?: PinnedSource[];
  authors: string[];
  authorsKnown: boolean;
  /** The service that said who the authors are, such as `service:external:ci`. */
  attestedBy?: string;
  /** Place that the bundle came from; a name belongs to the place it was first published from. */
  origin?: string;
  ownerBefore?: string;
  ownerAfter?: string;
  /** Clusters whose desired state names the version. */
  usedBy: string[];
  /** Clusters that follow and would get a proposed upgrade. */
  followers: string[];
  /** How many more there are of each that the caller may not see; never stored. */
  hiddenClusters?: { usedBy: number; followers: number };
}

/** What an access that is asked for would give, and whom. @public */
export interface AccessPlan {
  cluster: string;
  /** Names are reused, UIDs are not. */
  clusterUid: string;
  /** Entity reference of who gets it: the proposer, and nobody else. */
  subject: string;
  role: AccessRole;
  /** From the approval on. */
  hours: number;
  reason: string;
  /** `textDigest` of the reason, as of a `DesiredOverride`; absent of older ones. */
  reasonDigest?: string;
  /** Of that digest; erased with the reason. */
  reasonSalt?: string;
}

/** What a change would do. The digests cover the intent and the consequences, see `planDigests`. @public */
export interface Plan {
  /** Revision that the change starts from; null before the first. */
  baseRevision: number | null;
  /** The state that will be written; for changes of clusters. */
  desired?: DesiredState;
  /** For changes of profile versions. */
  publication?: PublicationPlan;
  /** For changes of kind `access`, which write nothing. */
  access?: AccessPlan;
  layers: LayerDifference[];
  /** Parameters, pools, follow policy, drift modes, target, flags. */
  settings: ValueDifference[];
  objects: ObjectChanges;
  /** Object by object, for layers whose engine can tell; absent where none can, so that digests stay what they were. */
  layerObjects?: LayerObjects[];
  /**
   * What becomes of each field of objects that are there, such as those of a cluster that is adopted; `observed` is what stands there
   * now. Not part of a digest: what moves by itself would make plans stale.
   */
  differences?: ObjectDifference[];
  machinesReplaced: MachineReplacement[];
  /** Kubernetes versions to walk through, current first; empty when it does not move. */
  kubernetesPath: string[];
  rollbackClass: RollbackClass;
  /** What cannot be rolled back, one sentence each. */
  irreversible: string[];
  /** Of a deletion that is forced: what was last seen of the cluster, and may be left behind. In no digest: it moves by itself. */
  givenUp?: string[];
  findings: Finding[];
  revisionDigest: string;
  impactDigest: string;
  planDigest: string;
  plannedAt: string;
}
