import type {
  ProfileType,
  ProfileVersionState,
} from '@cluster-profiles/plugin-cluster-profiles-common';

/** Rows as the migrations define them. Booleans come back as 0 and 1 from SQLite: read them with `Boolean()`. */

export interface ProfileRow {
  name: string;
  origin: string | null;
  owner_ref: string;
  created_at: string;
  /** The version that speaks for it in lists; null until its first one is written. */
  shown_version: string | null;
}

/** Of a profile, as its shown version has them. */
export interface ProfileLabelRow {
  profile: string;
  label: string;
  value: string;
}

export interface ProfileVersionRow {
  profile: string;
  version: string;
  digest: string;
  state: ProfileVersionState;
  type: ProfileType;
  title: string | null;
  description: string | null;
  owner_ref: string;
  lifecycle: string;
  kubernetes_version: string | null;
  release_notes: string | null;
  document: string;
  files: string;
  sources: string;
  authors: string;
  authors_known: boolean | number;
  attested_by: string | null;
  approvers: string;
  change_id: string;
  published_at: string;
  state_reason: string | null;
  state_changed_at: string | null;
  end_of_life: string | null;
}

export interface ProfileVersionLayerRow {
  profile: string;
  version: string;
  name: string;
  kind: string;
  category: string | null;
  layer_version: string;
  repository: string | null;
  /** Chart, image or path of the source. */
  component: string | null;
  position: number;
}

export interface BlobRow {
  sha256: string;
  content: Buffer;
  bytes: number;
}

export interface ClusterRow {
  uid: string;
  name: string;
  live_name: string | null;
  owner_ref: string;
  description: string | null;
  target: string;
  provider: string;
  region: string;
  stage: string;
  desired_revision: number | null;
  applied_revision: number | null;
  last_revision: number;
  phase: string;
  phase_reason: string;
  profile: string;
  profile_version: string;
  kubernetes_version: string | null;
  /** All that the desired revision may have; 0 before the first. */
  nodes: number;
  /** Last day, YYYY-MM-DD; null of a cluster that does not end. */
  ends_on: string | null;
  /** Days before that day of which the owner was told last. */
  end_told_days: number | null;
  drift: string;
  drift_notice_due: boolean | number;
  follow: string;
  paused: boolean | number;
  protected: boolean | number;
  has_issue: boolean | number;
  conditions: string;
  observed: string | null;
  observed_at: string | null;
  created_at: string;
  updated_at: string;
  deleted_at: string | null;
  /** When the first override of the desired revision ends. */
  overrides_expire_at: string | null;
  /** When the chain of its record is gone along again at the latest; null before the first time. */
  record_due_at: string | null;
}

export interface RevisionRow {
  cluster_uid: string;
  number: number;
  digest: string;
  desired: string;
  change_id: string;
  created_at: string;
  state: string;
  taken_over_at: string | null;
}

export interface RevisionProfileRow {
  cluster_uid: string;
  profile: string;
  version: string;
}

/** Of the revision proven last, while the desired one does not name it. */
export type LeavingProfileRow = RevisionProfileRow;

export interface ChangeRow {
  id: string;
  kind: string;
  subject_kind: string;
  subject_name: string;
  subject_uid: string | null;
  owner_ref: string;
  stage: string | null;
  target: string | null;
  /** Main profile of what was accepted. */
  profile: string | null;
  proposer: string;
  /** What carried the proposal, if not the proposer himself. */
  via: string | null;
  seed: boolean | number;
  idempotency_key: string | null;
  request_digest: string;
  request: string;
  comment: string | null;
  summary: string;
  state: string;
  state_reason: string | null;
  plan: string | null;
  plan_digest: string | null;
  revision_digest: string | null;
  impact_digest: string | null;
  planned_at: string | null;
  policy: string | null;
  missing_approvals: number;
  seen_plan_digest: string | null;
  revision: number | null;
  steps: string;
  superseded_by: string | null;
  created_at: string;
  updated_at: string;
  expires_at: string | null;
  deadline_at: string | null;
  accepted_at: string | null;
  acceptance_key_id: string | null;
  acceptance_signature: string | null;
  started_at: string | null;
  finished_at: string | null;
  /** The window or the end of a freeze that it waits for. */
  not_before: string | null;
  /** That it waits too long, and that it is about to expire, was told of its present plan. */
  reminded_at: string | null;
  expiry_told_at: string | null;
}

export interface ApprovalRow {
  id: number;
  change_id: string;
  approver: string;
  decision: string;
  plan_digest: string;
  comment: string | null;
  groups: string;
  at: string;
  /** When the plan was made that was decided on. */
  planned_at: string;
  /** Both null where no key is configured. */
  key_id: string | null;
  signature: string | null;
  /** It counts no more; null of all others. */
  withdrawn_at: string | null;
  withdrawal_reason: string | null;
  withdrawal_key_id: string | null;
  withdrawal_signature: string | null;
}

export interface BreakGlassRow {
  change_id: string;
  actor: string;
  reason: string;
  /** Of the reason, once that was erased. */
  reason_digest: string | null;
  /** Of the digest of the reason: erased with it; null of those of before. */
  reason_salt: string | null;
  /** JSON of the groups whose members review it; null of old ones. */
  reviewers: string | null;
  plan_digest: string;
  /** It counts for this plan and no later one. */
  planned_at: string;
  at: string;
  /** Both null where no key is configured. */
  key_id: string | null;
  signature: string | null;
  /** `confirmed` or `rejected`; null while the review is open. */
  verdict: string | null;
  closed_at: string | null;
  /** Change that takes it back. */
  revert_id: string | null;
}

export interface BreakGlassPartyRow {
  change_id: string;
  part: 'reviewer' | 'excluded';
  /** Group that may review, or user who never may. */
  ref: string;
}

export interface BreakGlassReviewRow {
  id: number;
  change_id: string;
  reviewer: string;
  verdict: string;
  comment: string | null;
  groups: string;
  /** JSON of those whose confirmations counted when it was given; null of rejections and of old ones. */
  counted: string | null;
  at: string;
  /** Both null where no key is configured. */
  key_id: string | null;
  signature: string | null;
}

export interface ChangeRequirementRow {
  change_id: string;
  group_ref: string;
  missing: number;
}

export interface ChangeExclusionRow {
  change_id: string;
  user_ref: string;
}

export interface ActivityRow {
  id: number;
  at: string;
  subject_kind: string;
  subject_name: string;
  subject_uid: string | null;
  change_id: string | null;
  type: string;
  /** Whose chain it is in, see `recordSubject`. */
  subject: string;
  sequence: number;
  previous: string | null;
  difference: string | null;
  request_id: string | null;
  /** Commitment to its row in `activity_words`. */
  words: string;
  hash: string;
}

export interface ActivityWordsRow {
  activity_id: number;
  actor: string;
  on_behalf_of: string | null;
  /** This and the salt are null once erased. */
  message: string | null;
  salt: string | null;
}

export interface ActivityHeadRow {
  subject: string;
  /** Hash of the first entry. */
  chain: string | null;
  sequence: number;
  hash: string | null;
  /** Sequence in the last checkpoint that names the chain. */
  checkpointed: number;
}

export interface ActivityCheckpointRow {
  sequence: number;
  at: string;
  previous: string | null;
  hash: string;
  key_id: string | null;
  signature: string | null;
}

export interface ActivityCheckpointHeadRow {
  checkpoint: number;
  chain: string;
  sequence: number;
  hash: string;
}

export interface WorkRow {
  kind: string;
  id: string;
  due_at: string;
  ticket: string;
  claimed_by: string | null;
  lease_until: string | null;
  attempts: number;
  last_error: string | null;
}

export interface UnusedOnTargetRow {
  target: string;
  id: string;
  since: string;
}

export interface DriftFindingRow {
  id: string;
  cluster_uid: string;
  layer: string;
  object: string;
  /** Null once it has ended. */
  open_key: string | null;
  /** Desired when it was seen first. */
  revision: number;
  opened_at: string;
  changed_at: string;
  closed_at: string | null;
  outcome: string | null;
  /** More than one where it came back soon. */
  openings: number;
  differences: string;
  /** Of the differences. */
  digest: string;
  /** Digest of the fields and who wrote them, without values. */
  fields: string;
  corrections: number;
  corrected_at: string | null;
  /** Who asked for a correction. */
  wanted_by: string | null;
  /** Null once it has ended. */
  wanted_at: string | null;
}

export interface NoticeRow {
  id: string;
  notice: string;
  created_at: string;
}

export interface PreviewRow {
  id: string;
  proposer: string;
  /** Of the bulk preview that it belongs to. */
  bulk_id: string | null;
  /** Within its bulk preview. */
  position: number;
  /** Of a bulk preview. */
  cluster: string | null;
  state: string;
  plan: string | null;
  approval: string | null;
  /** What a bulk preview tells instead of the plan. */
  item: string | null;
  error: string | null;
  /** While it is planned, somebody moves this on. */
  alive_until: string;
  expires_at: string;
}

export interface WriteSwitchRow {
  id: number;
  writes: boolean | number;
  reason: string | null;
  changed_by: string;
  changed_at: string;
}
