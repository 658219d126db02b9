import {
  reviewStanding,
  type BreakGlass,
  type Change,
  type Permitted,
  type ReviewState,
  type ReviewVerdict,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { whyNotBreakGlass } from './whyNotBreakGlass';
import {
  reviewersOf,
  toStanding,
  whyNotReview,
  type Glass,
} from './whyNotReview';

/** The use of break glass for a change, and what one caller may do about it. Pure. */
export function describeGlass(
  options: Omit<Parameters<typeof whyNotBreakGlass>[0], 'glass'> & {
    glass?: Glass;
  },
): {
  breakGlass?: BreakGlass;
  permitted: Pick<Change['permitted'], 'breakGlass' | 'review'>;
} {
  const { actor, glass } = options;
  return {
    ...(glass && { breakGlass: toBreakGlass(glass) }),
    permitted: {
      breakGlass: toPermitted(
        whyNotBreakGlass({ ...options, glass: glass?.use }),
      ),
      review: toPermitted(whyNotReview(glass, actor)),
    },
  };
}

function toPermitted(refusal?: { reason: string }): Permitted {
  return refusal
    ? { allowed: false, reason: refusal.reason }
    : { allowed: true };
}

function toBreakGlass(glass: Glass): BreakGlass {
  const { use, reviews } = glass;
  const review = (use.verdict ?? 'open') as ReviewState;
  const standing = reviewStanding(reviews.map(toStanding));
  return {
    actor: use.actor,
    reason: use.reason,
    at: use.at,
    planDigest: use.plan_digest,
    review,
    reviews: reviews.map(row => ({
      reviewer: row.reviewer,
      verdict: row.verdict as ReviewVerdict,
      comment: row.comment ?? undefined,
      ...(row.verdict === 'confirmed' &&
        !standing.counted.includes(row.reviewer) && { lapsed: true }),
      at: row.at,
    })),
    missing: review === 'open' ? standing.missing : 0,
    reviewers: reviewersOf(glass),
    revert: use.revert_id ?? undefined,
  };
}
