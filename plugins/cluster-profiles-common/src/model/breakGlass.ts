import type { ChangeKind } from './change';

/** Kinds that may be applied without approvals: they are about a cluster that runs, and can be taken back by another change. @public */
export const BREAK_GLASS_KINDS: readonly ChangeKind[] = [
  'set-parameters',
  'resize',
  'upgrade',
  'roll-back',
  'add-profile',
  'remove-profile',
  'override',
  'remove-override',
  'pause',
  'resume',
];

/** How many have to look at a use of break glass; one who rejects it is enough. @public */
export const BREAK_GLASS_REVIEWS = 2;

/** @public */
export type ReviewVerdict = 'confirmed' | 'rejected';

/** @public */
export type ReviewState = 'open' | ReviewVerdict;

/** @public */
export interface BreakGlassReview {
  reviewer: string;
  verdict: ReviewVerdict;
  comment?: string;
  /** It does not count: the reviewer had left the groups that review when another review was given. */
  lapsed?: boolean;
  at: string;
}

/** Who could review a use of break glass. @public */
export interface PossibleReview {
  /** Entity references of the groups whose members may. */
  groups: string[];
  /** How many of them may: neither who breaks the glass nor the proposer, an author or whom a policy excludes. */
  people: number;
  /** What to do about it, where they are fewer than `BREAK_GLASS_REVIEWS`, so that the review would stay open. */
  remedy?: string;
}

/** That a change was applied without its approvals, and what others say of it. @public */
export interface BreakGlass {
  actor: string;
  reason: string;
  at: string;
  /** Of the plan that it was done for; a later plan needs its approvals. */
  planDigest: string;
  review: ReviewState;
  reviews: BreakGlassReview[];
  /** Reviews that are still missing. */
  missing: number;
  /** Entity references of the groups whose members may review it. */
  reviewers: string[];
  /** Id of the change that takes it back, once it was rejected. */
  revert?: string;
}
