import { canonicalDigest, canonicalJson } from '../rules/canonicalDigest';
import { textDigest } from '../rules/erased';
import type { PolicySnapshot } from '../model/change';

/** A signature with the id of its key: Ed25519, base64. @public */
export interface RecordSignature {
  keyId: string;
  signature: string;
}

/** A decision on a plan, as its signature covers it. @public */
export interface SignedApproval {
  changeId: string;
  approver: string;
  /** Groups of the approver when he decided, entity references. */
  groups: string[];
  decision: 'approved' | 'rejected';
  planDigest: string;
  /** A plan that was made again must be approved again, even if equal. */
  plannedAt: string;
  at: string;
}

/** A use of break glass, as its signature covers it. @public */
export interface SignedBreakGlass {
  changeId: string;
  actor: string;
  reason: string;
  /** Of the reason, once that was erased. */
  reasonDigest?: string;
  /** Of the digest of the reason; erased with it. Absent of older ones. */
  reasonSalt?: string;
  /** Groups whose members review it, entity references; absent of older ones. */
  reviewers?: string[];
  planDigest: string;
  plannedAt: string;
  at: string;
}

/** What somebody says of a use of break glass, as its signature covers it. @public */
export interface SignedReview {
  changeId: string;
  reviewer: string;
  /** Groups of the reviewer when he decided, entity references. */
  groups: string[];
  verdict: 'confirmed' | 'rejected';
  /** Reviewers whose confirmations counted then, this one's included; absent of rejections and of older ones. */
  counted?: string[];
  /** Of the plan that was applied. */
  planDigest: string;
  at: string;
}

/** The withdrawal of an approval, as its signature covers it. @public */
export interface SignedWithdrawal {
  changeId: string;
  approver: string;
  planDigest: string;
  plannedAt: string;
  /** When it was given. */
  approvedAt: string;
  at: string;
}

/** The acceptance of a change, as its signature covers it. @public */
export interface SignedAcceptance {
  changeId: string;
  /** UID of the cluster or name of the profile. */
  subject: string;
  /** Number that the cluster's revision got; null of a change of a profile. */
  revision: number | null;
  planDigest: string;
  /** What the policies demanded. */
  policy: PolicySnapshot;
  at: string;
}

/** A checkpoint: heads of the chains that grew since the one before. @public */
export interface RecordCheckpoint {
  /** From 1, without gaps. */
  sequence: number;
  at: string;
  /** `hash` of the checkpoint before; null in the first. */
  previous: string | null;
  /** Sorted by `chain`. */
  heads: CheckpointHead[];
  /** SHA-256 over all of the above, see `checkpointHash`. */
  hash: string;
  /** Absent where no key is configured. */
  signed?: RecordSignature;
}

/** How far a chain had come. @public */
export interface CheckpointHead {
  /** Hash of the first entry: names the chain to those who know it, and to nobody else. */
  chain: string;
  sequence: number;
  hash: string;
}

/** The text that an approval's signature covers. @public */
export function approvalStatement(approval: SignedApproval): string {
  const { changeId, approver, groups, decision } = approval;
  const { planDigest, plannedAt, at } = approval;
  return canonicalJson({
    statement: 'approval',
    changeId,
    approver,
    groups,
    decision,
    planDigest,
    plannedAt,
    at,
  });
}

/** The text that the signature of a use of break glass covers. @public */
export function breakGlassStatement(glass: SignedBreakGlass): string {
  const { changeId, actor, reason, reviewers, planDigest, plannedAt, at } =
    glass;
  return canonicalJson({
    statement: 'break-glass',
    changeId,
    actor,
    reasonDigest: textDigest(reason, {
      salt: glass.reasonSalt,
      kept: glass.reasonDigest,
    }),
    // Where there are none, statements stay what they were.
    ...(reviewers && { reviewers }),
    planDigest,
    plannedAt,
    at,
  });
}

/** The text that the signature of a review covers. @public */
export function reviewStatement(review: SignedReview): string {
  const { changeId, reviewer, groups, verdict, counted, planDigest, at } =
    review;
  return canonicalJson({
    statement: 'break-glass-review',
    changeId,
    reviewer,
    groups,
    verdict,
    // Where there is none, statements stay what they were.
    ...(counted && { counted }),
    planDigest,
    at,
  });
}

/** The text that a withdrawal's signature covers. @public */
export function withdrawalStatement(withdrawal: SignedWithdrawal): string {
  const { changeId, approver, planDigest, plannedAt, approvedAt, at } =
    withdrawal;
  return canonicalJson({
    statement: 'withdrawal',
    changeId,
    approver,
    planDigest,
    plannedAt,
    approvedAt,
    at,
  });
}

/** The text that an acceptance's signature covers. @public */
export function acceptanceStatement(acceptance: SignedAcceptance): string {
  const { changeId, subject, revision, planDigest, policy, at } = acceptance;
  return canonicalJson({
    statement: 'acceptance',
    changeId,
    subject,
    revision,
    planDigest,
    policyDigest: canonicalDigest(policy),
    at,
  });
}

/** @public */
export function checkpointHash(
  checkpoint: Pick<RecordCheckpoint, 'sequence' | 'at' | 'previous' | 'heads'>,
): string {
  const { sequence, at, previous, heads } = checkpoint;
  return canonicalDigest({ sequence, at, previous, heads });
}

/** The text that a checkpoint's signature covers. @public */
export function checkpointStatement(
  checkpoint: Pick<RecordCheckpoint, 'sequence' | 'hash'>,
): string {
  const { sequence, hash } = checkpoint;
  return canonicalJson({ statement: 'checkpoint', sequence, hash });
}
