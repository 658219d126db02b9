import {
  breakGlassStatement,
  reviewStatement,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { BreakGlassReviewRow, BreakGlassRow } from '../database/tables';
import type { RecordKeys } from '../record/RecordKeys';
import { toStanding } from './whyNotReview';

type Signed = { key_id: string | null; signature: string | null };
type Use = Pick<
  BreakGlassRow,
  'change_id' | 'actor' | 'reason' | 'plan_digest' | 'planned_at' | 'at'
> &
  Partial<Pick<BreakGlassRow, 'reason_digest' | 'reason_salt' | 'reviewers'>>;
type Review = Omit<BreakGlassReviewRow, 'id' | 'key_id' | 'signature'>;

/** What the signature of a stored use covers. */
export function useStatement(use: Use): string {
  return breakGlassStatement({
    changeId: use.change_id,
    actor: use.actor,
    reason: use.reason,
    reasonDigest: use.reason_digest ?? undefined,
    reasonSalt: use.reason_salt ?? undefined,
    reviewers: use.reviewers ? JSON.parse(use.reviewers) : undefined,
    planDigest: use.plan_digest,
    plannedAt: use.planned_at,
    at: use.at,
  });
}

/** A use as it is stored, signed where there is a key. */
export function signUse<T extends Use>(keys: RecordKeys, use: T): T & Signed {
  return { ...use, ...sign(keys, useStatement(use)) };
}

/** A review as it is stored, signed where there is a key. */
export function signReview(
  keys: RecordKeys,
  review: Review,
  use: Pick<BreakGlassRow, 'plan_digest'>,
): Review & Signed {
  return { ...review, ...sign(keys, statementOf(review, use)) };
}

/** Whether a stored review is signed as it has to be. */
export function isReviewSound(
  keys: RecordKeys,
  review: BreakGlassReviewRow,
  use: Pick<BreakGlassRow, 'plan_digest'>,
): boolean {
  const { at, key_id: keyId, signature } = review;
  return (
    !keys.requireSignature(at) ||
    (keyId !== null &&
      signature !== null &&
      keys.verify(statementOf(review, use), { keyId, signature }))
  );
}

function statementOf(
  review: Review,
  use: Pick<BreakGlassRow, 'plan_digest'>,
): string {
  return reviewStatement({
    ...toStanding(review),
    changeId: review.change_id,
    groups: JSON.parse(review.groups),
    planDigest: use.plan_digest,
    at: review.at,
  });
}

function sign(keys: RecordKeys, statement: string): Signed {
  const signed = keys.sign(statement);
  return {
    key_id: signed?.keyId ?? null,
    signature: signed?.signature ?? null,
  };
}
