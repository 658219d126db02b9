import {
  BREAK_GLASS_REVIEWS,
  type ReviewState,
  type ReviewVerdict,
} from '../model/breakGlass';

/** A review, as far as the question goes whether others have looked at a use of break glass. @public */
export interface StandingReview {
  /** Entity reference. */
  reviewer: string;
  verdict: ReviewVerdict;
  /** Reviewers whose confirmations counted when this one was given, its own included. Absent of older ones: then all did. */
  counted?: string[];
}

/**
 * Where the reviews of a use of break glass stand, in the order in which they were given: one who rejects it is enough, and so are as
 * many who confirm it as counted at the same time.
 * @public
 */
export function reviewStanding(reviews: readonly StandingReview[]): {
  state: ReviewState;
  /** Confirmations that are still missing; 0 once it is over. */
  missing: number;
  /** Reviewers whose confirmations count. */
  counted: string[];
} {
  const confirmed = reviews.filter(({ verdict }) => verdict === 'confirmed');
  const reviewers = [...new Set(confirmed.map(({ reviewer }) => reviewer))];
  const countedWith = (review?: StandingReview) =>
    reviewers.filter(
      reviewer => review?.counted?.includes(reviewer) ?? review !== undefined,
    );
  const counted = countedWith(
    confirmed.find(
      review => countedWith(review).length >= BREAK_GLASS_REVIEWS,
    ) ?? confirmed.at(-1),
  );
  if (confirmed.length < reviews.length) {
    return { state: 'rejected', missing: 0, counted };
  }
  const missing = Math.max(0, BREAK_GLASS_REVIEWS - counted.length);
  return { state: missing === 0 ? 'confirmed' : 'open', missing, counted };
}
