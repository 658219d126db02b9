import type {
  AccessOffer,
  AccessRequest,
  ClusterAccess,
} from '../model/access';
import type { JsonObject } from '@backstage/types';
import type { ReviewVerdict } from '../model/breakGlass';
import type {
  Change,
  ChangeKind,
  ChangeRequest,
  ChangeState,
  ChangeSummary,
  Permitted,
  Preview,
} from '../model/change';
import type { BulkPreview, BulkRequest, BulkResultItem } from '../model/bulk';
import type {
  Activity,
  Cluster,
  ClusterDetail,
  ClusterPhase,
  LayerInUse,
} from '../model/cluster';
import type { Revision } from '../model/desired';
import type { FleetSummary } from '../model/fleet';
import type { Finding } from '../model/finding';
import type { ImportableClusters } from '../model/importable';
import type {
  DriftAdoption,
  DriftFinding,
  LayerDriftException,
  ProfileDrift,
} from '../model/drift';
import type { DriftState, ObservedLayer } from '../model/observed';
import type { LayerDifference, ValueDifference } from '../model/plan';
import type {
  ProfileSummary,
  ProfileVersionDetail,
} from '../model/profileVersion';
import type { ProviderStatus } from '../model/provider';
import type { PolicyAnswer, PolicyQuestion } from '../model/policy';
import type { RecordCheckpoint } from '../record/statements';
import type { Stage, Target } from '../model/target';
import type { TypicalTimes } from '../model/typicalTimes';
import { bytesDigest } from '../rules/canonicalDigest';

/** A page of a list. @public */
export interface Page<T> {
  items: T[];
  totalCount: number;
}

/** Newest first. @public */
export interface ActivityPage extends Page<Activity> {
  /** Absent on the last page. Unlike an offset it stays where it is while new entries come in. */
  nextCursor?: string;
}

/** @public */
export interface Paging {
  /** From 0. */
  offset?: number;
  /** At most 200; 50 if absent. */
  limit?: number;
}

/** What clusters can be listed in the order of. @public */
export const CLUSTER_SORT_FIELDS = [
  'name',
  'owner',
  'target',
  'stage',
  'phase',
  'profile',
  'kubernetesVersion',
  'createdAt',
  'updatedAt',
] as const;

/** @public */
export type ClusterSortField = (typeof CLUSTER_SORT_FIELDS)[number];

/** All that is given must hold; several values of one field are alternatives. @public */
export interface ClusterQuery extends Paging {
  /** Part of the name. */
  search?: string;
  owner?: string[];
  target?: string[];
  stage?: Stage[];
  phase?: ClusterPhase[];
  /** Profiles in the desired state, the main one or an add-on profile. */
  profile?: string[];
  /** Versions of these profiles; of the main one where none is named. */
  version?: string[];
  drift?: DriftState[];
  /** Layers in the desired state or in what was proven last: `name`, or `name@version`; the name of the layer or of its component. */
  layer?: string[];
  /** Only clusters that are degraded, held, unknown or drifted, or in trouble on the way to another revision. */
  withIssues?: boolean;
  /** Only clusters whose main profile has a newer published version. */
  behind?: boolean;
  /** Only clusters on Kubernetes that upstream supports no more. */
  unsupported?: boolean;
  includeDeleted?: boolean;
  sort?: ClusterSortField;
  order?: 'asc' | 'desc';
}

/** @public */
export interface ChangeQuery extends Paging {
  state?: ChangeState[];
  kind?: ChangeKind[];
  subjectKind?: 'cluster' | 'profile';
  /** Name of the cluster or profile. */
  subject?: string;
  /** Part of the name of the cluster or profile. */
  search?: string;
  stage?: Stage[];
  proposer?: string;
  /** Only changes that the caller could approve or review now. */
  waitingForMe?: boolean;
  order?: 'asc' | 'desc';
}

/** A target and what the caller may do with it. @public */
export interface TargetListItem extends Target {
  /** Whether the caller may request clusters there; if not, why and whom to ask. */
  use: Permitted;
  /** Whether the caller may import clusters that run there; if not, why. */
  import: Permitted;
  /** Result of the preflight of provider and add-on engine; nothing but `ok` when all is well. */
  findings: Finding[];
}

/** @public */
export interface ProfileDiff {
  profile: string;
  from: string;
  to: string;
  layers: LayerDifference[];
  /** What differs in the documents and files beside their layers, by pointer. */
  settings: ValueDifference[];
  kubernetesPath: string[];
  findings: Finding[];
}

/** Where one cluster differs from what is desired. @public */
export interface ClusterDrift {
  cluster: string;
  observedAt?: string;
  /** Layers that differ, those of exceptions included. */
  layers: ObservedLayer[];
  /** Open ones first, then those that have ended, the last to end first; at most 100 of these. */
  findings: DriftFinding[];
  /** Exceptions of the cluster and of its profiles that hold or held. */
  exceptions: Array<LayerDriftException & { of: 'cluster' | 'profile' }>;
}

/** @public */
export interface Erasure {
  /** Stands for the person from now on, without saying who it was. */
  pseudonym: string;
  /** Entries of the record whose words were erased. */
  entries: number;
  /** Entries that still name the person: what lives rests on them, or their change is not over. */
  kept: number;
}

/** @public */
export interface WriteSwitch {
  /** False while all writes are stopped. */
  writes: boolean;
  reason?: string;
  changedBy?: string;
  changedAt?: string;
}

/** @public */
export interface RequestOptions {
  /** Backend callers pass their token; browsers let the fetch API add it. */
  token?: string;
  signal?: AbortSignal;
}

/** The plugin's HTTP API, `/api/cluster-profiles/v1`. @public */
export interface ClusterProfilesApi {
  listProfiles(options?: RequestOptions): Promise<ProfileSummary[]>;
  getProfile(name: string, options?: RequestOptions): Promise<ProfileSummary>;
  getProfileVersion(
    name: string,
    version: string,
    options?: RequestOptions,
  ): Promise<ProfileVersionDetail>;
  diffProfile(
    query: { name: string; from: string; to: string },
    options?: RequestOptions,
  ): Promise<ProfileDiff>;
  validateProfile(
    bundle: {
      document: string;
      files?: Record<string, string>;
      /** The document is as the catalog holds it, without values and files. */
      draft?: boolean;
    },
    options?: RequestOptions,
  ): Promise<{ findings: Finding[] }>;
  listTargets(
    query?: { profile?: string; version?: string },
    options?: RequestOptions,
  ): Promise<TargetListItem[]>;
  /** Clusters that exist already on a target and could be imported. */
  listImportable(
    target: string,
    options?: RequestOptions,
  ): Promise<ImportableClusters>;
  listLayers(options?: RequestOptions): Promise<LayerInUse[]>;
  /** How fresh is what is known about clusters. */
  listProviders(options?: RequestOptions): Promise<ProviderStatus[]>;
  getTypicalTimes(
    query: { kind: ChangeKind },
    options?: RequestOptions,
  ): Promise<TypicalTimes>;
  /** Counts over all clusters that the caller may see. */
  getFleet(options?: RequestOptions): Promise<FleetSummary>;
  listClusters(
    query?: ClusterQuery,
    options?: RequestOptions,
  ): Promise<Page<Cluster>>;
  getCluster(name: string, options?: RequestOptions): Promise<ClusterDetail>;
  /** Whether a name is free, and why not. */
  checkClusterName(
    name: string,
    options?: RequestOptions,
  ): Promise<{ available: boolean; reason?: string }>;
  listRevisions(name: string, options?: RequestOptions): Promise<Revision[]>;
  getDrift(name: string, options?: RequestOptions): Promise<ClusterDrift>;
  /** The change that adopts one finding; where it is `traceable`, charts are rendered for it, which may take seconds. */
  getDriftAdoption(
    name: string,
    finding: string,
    options?: RequestOptions,
  ): Promise<DriftAdoption>;
  /** Asks for a layer to be brought back to what is desired. */
  correctDrift(
    name: string,
    request: { layer: string },
    options?: RequestOptions,
  ): Promise<ClusterDrift>;
  /** How many clusters of a profile drift, and in which layer. */
  getProfileDrift(
    name: string,
    options?: RequestOptions,
  ): Promise<ProfileDrift>;
  /** Which credentials of a cluster the caller may ask for. */
  getAccessOffer(name: string, options?: RequestOptions): Promise<AccessOffer>;
  /** Short-lived credentials of a cluster. */
  requestAccess(
    name: string,
    request: AccessRequest,
    options?: RequestOptions,
  ): Promise<ClusterAccess>;
  /** Desired state as YAML. */
  exportCluster(name: string, options?: RequestOptions): Promise<string>;
  propose(
    request: ChangeRequest,
    options?: RequestOptions & { idempotencyKey?: string },
  ): Promise<Change>;
  startPreview(
    request: ChangeRequest,
    options?: RequestOptions,
  ): Promise<Preview>;
  getPreview(id: string, options?: RequestOptions): Promise<Preview>;
  /** Plans one change per cluster; nothing else is stored. */
  startBulkPreview(
    bulk: BulkRequest,
    options?: RequestOptions,
  ): Promise<BulkPreview>;
  getBulkPreview(id: string, options?: RequestOptions): Promise<BulkPreview>;
  /** Proposes one change per cluster; one that is refused does not stop the others. */
  proposeBulk(
    bulk: BulkRequest,
    options?: RequestOptions & { idempotencyKey?: string },
  ): Promise<{ items: BulkResultItem[] }>;
  listChanges(
    query?: ChangeQuery,
    options?: RequestOptions,
  ): Promise<Page<ChangeSummary>>;
  getChange(id: string, options?: RequestOptions): Promise<Change>;
  approveChange(
    id: string,
    decision: { planDigest: string; comment?: string },
    options?: RequestOptions,
  ): Promise<Change>;
  rejectChange(
    id: string,
    decision: { planDigest: string; comment: string },
    options?: RequestOptions,
  ): Promise<Change>;
  /** Applies a waiting change without its approvals; others review it afterwards. */
  breakGlass(
    id: string,
    use: { planDigest: string; reason: string },
    options?: RequestOptions,
  ): Promise<Change>;
  /** What the caller says of a change that was applied without approvals; whoever rejects it says why. */
  reviewBreakGlass(
    id: string,
    review: { verdict: ReviewVerdict; comment?: string },
    options?: RequestOptions,
  ): Promise<Change>;
  /** Takes back an approval of one's own, before anything is written. */
  withdrawApproval(
    id: string,
    withdrawal: { planDigest: string; comment?: string },
    options?: RequestOptions,
  ): Promise<Change>;
  commentChange(
    id: string,
    comment: { text: string },
    options?: RequestOptions,
  ): Promise<Change>;
  cancelChange(id: string, options?: RequestOptions): Promise<Change>;
  replanChange(id: string, options?: RequestOptions): Promise<Change>;
  retryChange(id: string, options?: RequestOptions): Promise<Change>;
  /** What the policies say about a draft, and why. */
  explainPolicies(
    question: PolicyQuestion,
    options?: RequestOptions,
  ): Promise<PolicyAnswer>;
  listActivity(
    query?: Paging & {
      subjectKind?: string;
      subject?: string;
      actor?: string;
      /** Kebab-case verbs; alternatives. */
      type?: string[];
      changeId?: string;
      /** At or after this time, ISO 8601. */
      since?: string;
      /** Before this time, ISO 8601. */
      until?: string;
      /** `nextCursor` of the page before; instead of `offset`. */
      cursor?: string;
    },
    options?: RequestOptions,
  ): Promise<ActivityPage>;
  listCheckpoints(
    query?: Paging,
    options?: RequestOptions,
  ): Promise<Page<RecordCheckpoint>>;
  /** What `verifyEvidence` takes: JSON Lines. By name, or by UID of a cluster that is gone. */
  getEvidence(name: string, options?: RequestOptions): Promise<string>;
  /** Takes a person's name and words out of the record; who administers may, by his own sign-in. */
  eraseWords(
    request: { person: string; reason: string },
    options?: RequestOptions,
  ): Promise<Erasure>;
  getWriteSwitch(options?: RequestOptions): Promise<WriteSwitch>;
  setWriteSwitch(
    change: { writes: boolean; reason?: string },
    options?: RequestOptions,
  ): Promise<WriteSwitch>;
}

/** What the events service carries between backend plugins: ids only. @public */
export interface SubjectEvent extends JsonObject {
  subject: 'cluster' | 'profile' | 'change';
  /** Name of a cluster or profile, id of a change. */
  name: string;
  /** Of a cluster. */
  uid?: string;
}

/** What signals carry to every page that is open: whoever knows the name recognises it. @public */
export interface SubjectSignal extends JsonObject {
  subject: SubjectEvent['subject'];
  /** `signalKey` of the name. */
  key: string;
}

/** Digest of a name, which cannot be read from it; who guesses one learns only that it is taken. @public */
export function signalKey(name: string): string {
  return bytesDigest(name).slice(0, 12);
}

/** Topic of the events service. @public */
export const CLUSTER_PROFILES_TOPIC = 'cluster-profiles';
/** Channel of the signals service. @public */
export const CLUSTER_PROFILES_SIGNAL_CHANNEL = 'cluster-profiles';
