import type { JsonObject, JsonValue } from '@backstage/types';
import type { AccessRole } from './access';
import type { BreakGlass, PossibleReview, ReviewState } from './breakGlass';
import type { DriftMode, FollowPolicy, ProfileReference } from './desired';
import type { LayerDriftException } from './drift';
import type { Plan } from './plan';
import type { WindowSet } from './policy';

/** Changes that lead to a new desired state of a cluster. @public */
export const CLUSTER_CHANGE_KINDS = [
  'create',
  'import',
  'adopt',
  'set-parameters',
  'resize',
  'upgrade',
  'roll-back',
  'add-profile',
  'remove-profile',
  'override',
  'remove-override',
  'retarget',
  'pause',
  'resume',
  'protect',
  'extend-lifetime',
  'delete',
] as const;
/** @public */
export const PROFILE_CHANGE_KINDS = [
  'publish',
  'deprecate',
  'withdraw',
] as const;
/** @public */
export type ClusterChangeKind = (typeof CLUSTER_CHANGE_KINDS)[number];
/** Of changes that bring a cluster in; all others are about one that is here. @public */
export type NewClusterKind = 'create' | 'import';
/** @public */
export type ExistingClusterKind = Exclude<ClusterChangeKind, NewClusterKind>;
/** @public */
export function isNewClusterKind(kind: string): kind is NewClusterKind {
  return kind === 'create' || kind === 'import';
}
/** @public */
export const EXISTING_CLUSTER_KINDS: readonly ExistingClusterKind[] =
  CLUSTER_CHANGE_KINDS.filter(kind => !isNewClusterKind(kind));
/** @public */
export type ProfileChangeKind = (typeof PROFILE_CHANGE_KINDS)[number];
/** Every kind; `access` is about a cluster and changes nothing of it. @public */
export const CHANGE_KINDS = [
  ...CLUSTER_CHANGE_KINDS,
  'access',
  ...PROFILE_CHANGE_KINDS,
] as const;
/** @public */
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** @public */
export type ChangeState =
  | 'planning'
  | 'awaiting-approval'
  | 'accepted'
  | 'applying'
  | 'applied'
  | 'rejected'
  | 'cancelled'
  | 'expired'
  | 'stale'
  | 'superseded'
  | 'failed';

/**
 * States that nothing leaves; a superseded change goes on only when what replaced it turns stale before its first write.
 * @public
 */
export const FINAL_CHANGE_STATES: readonly ChangeState[] = [
  'applied',
  'rejected',
  'cancelled',
  'expired',
  'superseded',
];

/** Fields that every request may carry. @public */
export interface ChangeRequestBase {
  /** Why; shown to reviewers. At most 2,000 characters. */
  comment?: string;
  /** Plan digest that the proposer has seen; the change says so when its plan differs. */
  seenPlanDigest?: string;
}

/** @public */
export interface CreateRequest extends ChangeRequestBase {
  kind: 'create';
  cluster: string;
  owner: string;
  description?: string;
  target: string;
  profile: ProfileReference;
  parameters?: JsonObject;
  addOnProfiles?: Array<ProfileReference & { parameters?: JsonObject }>;
  follow?: FollowPolicy;
  driftModes?: Record<string, DriftMode>;
  /** Last day, YYYY-MM-DD, in UTC; what the policies say if absent. */
  endsOn?: string;
}
/** Brings in a cluster that exists already. Its base stays with whoever runs it: it is observed, and takes add-on profiles. @public */
export interface ImportRequest extends ChangeRequestBase {
  kind: 'import';
  cluster: string;
  owner: string;
  description?: string;
  target: string;
  /** What it is called on the target; the name if absent. */
  source?: string;
}
/** Makes an imported cluster one of ours: from then on the profile is what it is made from. Is not rolled back. @public */
export interface AdoptRequest extends ChangeRequestBase {
  kind: 'adopt';
  cluster: string;
  profile: ProfileReference;
  parameters?: JsonObject;
  follow?: FollowPolicy;
  driftModes?: Record<string, DriftMode>;
}
/** Changes parameters of one profile of a cluster, its follow policy and what becomes of drift; what is left out stays. @public */
export interface SetParametersRequest extends ChangeRequestBase {
  kind: 'set-parameters';
  cluster: string;
  /** The main profile if absent. */
  profile?: string;
  parameters?: JsonObject;
  follow?: FollowPolicy;
  driftModes?: Record<string, DriftMode>;
  /** Exceptions that come, or take the place of one for the same layer, object and path. */
  driftExceptions?: LayerDriftException[];
  /** Exceptions of the cluster that end. */
  endDriftExceptions?: Array<
    Pick<LayerDriftException, 'layer' | 'object' | 'path'>
  >;
  /** Ids of drift findings whose observed values it makes the desired ones: whoever made the edit does not approve it. */
  adoptsDrift?: string[];
}
/** @public */
export interface ResizeRequest extends ChangeRequestBase {
  kind: 'resize';
  cluster: string;
  controlPlane?: number;
  /** Replicas by worker pool. */
  workers?: Record<string, number>;
  /** As of `set-parameters`. */
  adoptsDrift?: string[];
}
/** @public */
export interface UpgradeRequest extends ChangeRequestBase {
  kind: 'upgrade';
  cluster: string;
  /** The main profile if absent. */
  profile?: string;
  version: string;
  /** Only new or now invalid ones are needed: the others are carried forward by name. */
  parameters?: JsonObject;
  /** What becomes of each override whose own value the profile changes, too. */
  overrides?: OverrideAnswer[];
}
/** Which value of a layer is meant. @public */
export interface OverridePath {
  layer: string;
  /** JSON pointer into the values of the layer. */
  path: string;
}
/** @public */
export interface OverrideAnswer extends OverridePath {
  /** Which value holds from here on; with `profile` the override ends. */
  take: 'override' | 'profile';
}
/** @public */
export interface OverrideValue extends OverridePath {
  value: JsonValue;
}
/** Changes values of layers for one cluster, for a time. One that is there already is replaced. @public */
export interface OverrideRequest extends ChangeRequestBase {
  kind: 'override';
  cluster: string;
  /** 1 to `MAX_OVERRIDES`. */
  overrides: OverrideValue[];
  reason: string;
  /** Entity reference of who answers for it; the owner of the cluster if absent. */
  owner?: string;
  /** ISO 8601, at most `MAX_OVERRIDE_DAYS` ahead; from then on the removal is proposed. */
  expires: string;
  /** As of `set-parameters`. */
  adoptsDrift?: string[];
}
/** Gives values of layers back to the profile. @public */
export interface RemoveOverrideRequest extends ChangeRequestBase {
  kind: 'remove-override';
  cluster: string;
  overrides: OverridePath[];
}
/** Of one cluster. @public */
export const MAX_OVERRIDES = 50;
/** @public */
export const MAX_OVERRIDE_DAYS = 180;
/** @public */
export interface RollBackRequest extends ChangeRequestBase {
  kind: 'roll-back';
  cluster: string;
  revision: number;
}
/** @public */
export interface AddProfileRequest extends ChangeRequestBase {
  kind: 'add-profile';
  cluster: string;
  profile: ProfileReference;
  parameters?: JsonObject;
}
/** @public */
export interface RemoveProfileRequest extends ChangeRequestBase {
  kind: 'remove-profile';
  cluster: string;
  profile: string;
}
/** Takes over what the configuration says of the cluster's target now. @public */
export interface RetargetRequest extends ChangeRequestBase {
  kind: 'retarget';
  cluster: string;
  /** The present target if absent. */
  target?: string;
}
/** @public */
export interface PauseRequest extends ChangeRequestBase {
  kind: 'pause' | 'resume';
  cluster: string;
}
/** @public */
export interface ProtectRequest extends ChangeRequestBase {
  kind: 'protect';
  cluster: string;
  protected: boolean;
}
/** Moves the last day of a cluster, or lets it have none where no policy limits its lifetime. @public */
export interface ExtendLifetimeRequest extends ChangeRequestBase {
  kind: 'extend-lifetime';
  cluster: string;
  /** YYYY-MM-DD, in UTC; absent: it does not end. */
  endsOn?: string;
}
/** @public */
export interface DeleteRequest extends ChangeRequestBase {
  kind: 'delete';
  cluster: string;
  /** Ends a deletion that is under way and does not come to an end; what is left behind is given up. Needs a permission of its own. */
  force?: boolean;
  /** Why; required with `force`. */
  reason?: string;
}
/**
 * Asks for access to a cluster, where a policy wants it approved. Once approved, the proposer may fetch credentials until the hours are
 * over, counted from the approval.
 * @public
 */
export interface AccessGrantRequest extends ChangeRequestBase {
  kind: 'access';
  cluster: string;
  role: AccessRole;
  /** 1 to `MAX_ACCESS_HOURS`. */
  hours: number;
  /** What for; reviewers see it. */
  reason: string;
}
/** A bundle, uploaded or read through the portal's URL reader at one commit. @public */
export interface PublishRequest extends ChangeRequestBase {
  kind: 'publish';
  bundle?: {
    /** The profile document, YAML. */
    document: string;
    /** Path (`./x/y`) → content of each file that the document refers to. */
    files?: Record<string, string>;
  };
  /** Address of the profile document; instead of `bundle`. */
  url?: string;
  /** Commit authors that CI attests, as entity references. */
  authors?: string[];
}
/** @public */
export interface DeprecateRequest extends ChangeRequestBase {
  kind: 'deprecate';
  profile: string;
  version: string;
  reason: string;
  /** YYYY-MM-DD. */
  endOfLife?: string;
}
/** @public */
export interface WithdrawRequest extends ChangeRequestBase {
  kind: 'withdraw';
  profile: string;
  version: string;
  reason: string;
  /** Withdraw although clusters use it. */
  force?: boolean;
}
/** @public */
export type ClusterChangeRequest =
  | CreateRequest
  | ImportRequest
  | AdoptRequest
  | SetParametersRequest
  | ResizeRequest
  | UpgradeRequest
  | RollBackRequest
  | AddProfileRequest
  | RemoveProfileRequest
  | OverrideRequest
  | RemoveOverrideRequest
  | RetargetRequest
  | PauseRequest
  | ProtectRequest
  | ExtendLifetimeRequest
  | DeleteRequest;
/** @public */
export type ProfileChangeRequest =
  PublishRequest | DeprecateRequest | WithdrawRequest;
/** @public */
export type ChangeRequest =
  ClusterChangeRequest | AccessGrantRequest | ProfileChangeRequest;

/** @public */
export interface ChangeSubject {
  kind: 'cluster' | 'profile';
  name: string;
  /** Of a cluster: names are reused, UIDs are not. */
  uid?: string;
}

/** N approvals from one group. @public */
export interface ApprovalRequirement {
  /** Entity reference of the group. */
  group: string;
  count: number;
  /** Names of the policies that ask for it. */
  policies: string[];
  /** Why, in words for the requester. */
  reason: string;
}

/** What the policies demanded, as stored with the change. @public */
export interface PolicySnapshot {
  requirements: ApprovalRequirement[];
  /** Users and groups whose approvals never count: proposer, authors, and whom policies exclude. */
  excluded: string[];
  /** Hours until a change that nobody decides expires. */
  expiryHours: number;
  /** The change is written while one window of each set is open; absent where it may be at any time. */
  windows?: WindowSet[];
}

/** @public */
export interface Approval {
  approver: string;
  decision: 'approved' | 'rejected';
  planDigest: string;
  comment?: string;
  at: string;
  /** Since when it does not count any more. */
  withdrawnAt?: string;
  withdrawalReason?: string;
}

/** More are refused, so that nobody floods a change. @public */
export const MAX_CHANGE_COMMENTS = 200;

/** What somebody says about a change; it is never altered. @public */
export interface ChangeComment {
  author: string;
  /** Absent once it was erased. */
  text?: string;
  at: string;
}

/** Where the approvals of a change stand, for the caller. @public */
export interface ApprovalStatus extends PolicySnapshot {
  given: Approval[];
  /** Requirements with what is still missing of each; empty when satisfied. */
  missing: ApprovalRequirement[];
  /** Entity references of those who could approve now; at most 20. */
  eligible: string[];
}

/** One step of carrying a change out. @public */
export interface Step {
  id: string;
  title: string;
  state: 'pending' | 'waiting' | 'running' | 'done' | 'failed' | 'skipped';
  message?: string;
  /** What of a layer that was removed stays on the cluster, and why. */
  leaves?: string;
  startedAt?: string;
  finishedAt?: string;
}

/** Whether the caller may press a button, and why not. @public */
export interface Permitted {
  allowed: boolean;
  reason?: string;
}

/** @public */
export interface ChangeSummary {
  id: string;
  kind: ChangeKind;
  subject: ChangeSubject;
  state: ChangeState;
  /** Why it is in that state, in words. */
  stateReason?: string;
  proposer: string;
  /**
   * What carried the proposal, if not the proposer himself: `plugin:scaffolder` with his token, or `tool`, `tool:plugin:mcp-actions` for models and
   * other tools that use the actions of the portal.
   */
  via?: string;
  /** Published or created by the first start of an example portal. */
  seed: boolean;
  comment?: string;
  /** What it does, one line, such as `production-base 1.3.0 → 1.4.0`. */
  summary: string;
  stage?: string;
  target?: string;
  planDigest?: string;
  /** Approvals still missing. */
  missingApprovals: number;
  revision?: number;
  /** Of a change that was applied without its approvals: where its review stands. */
  review?: ReviewState;
  createdAt: string;
  updatedAt: string;
  expiresAt?: string;
}

/** @public */
export interface Change extends ChangeSummary {
  request: ChangeRequest;
  plan?: Plan;
  approval?: ApprovalStatus;
  steps: Step[];
  /** The plan is not the one that the proposer has seen. */
  differsFromSeen?: boolean;
  /** It was applied without its approvals. */
  breakGlass?: BreakGlass;
  /** Who could review it if the caller broke the glass now; absent where he may not. */
  possibleReview?: PossibleReview;
  supersededBy?: string;
  deadlineAt?: string;
  /** When the window opens, or the freeze ends, that it waits for. */
  notBefore?: string;
  acceptedAt?: string;
  startedAt?: string;
  finishedAt?: string;
  permitted: Record<
    | 'approve'
    | 'reject'
    | 'withdrawApproval'
    | 'comment'
    | 'cancel'
    | 'replan'
    | 'retry'
    | 'breakGlass'
    | 'review',
    Permitted
  >;
  /** First one first; at most `MAX_CHANGE_COMMENTS`. */
  comments: ChangeComment[];
}

/** A plan on its own: nothing else is stored. @public */
export interface Preview {
  id: string;
  state: 'planning' | 'ready' | 'failed';
  plan?: Plan;
  approval?: ApprovalStatus;
  error?: string;
  expiresAt: string;
}
