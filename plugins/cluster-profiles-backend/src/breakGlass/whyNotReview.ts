import {
  isExcluded,
  type ApprovalByPerson,
  type ReviewVerdict,
  type StandingReview,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type {
  BreakGlassPartyRow,
  BreakGlassReviewRow,
  BreakGlassRow,
} from '../database/tables';
import { anyOf } from '../permissions/nameOf';
import type { Actor } from '../permissions/resolveActor';

/** A use of break glass with all that is stored about it. */
export interface Glass {
  use: BreakGlassRow;
  reviews: BreakGlassReviewRow[];
  parties: BreakGlassPartyRow[];
}

/** Why somebody may not review a use of break glass; undefined when he may. Does not depend on permissions. Pure. */
export function whyNotReview(
  glass: Glass | undefined,
  actor: Actor,
): { reason: string; conflict?: boolean } | undefined {
  if (!glass) {
    return {
      reason: 'It was not applied without its approvals',
      conflict: true,
    };
  }
  const { use, reviews } = glass;
  if (!actor.ownSignIn) {
    return {
      reason:
        "Only a user's own sign-in may review it; services and tokens that act for somebody may not",
    };
  }
  if (use.closed_at !== null) {
    return {
      reason: `Its review is over: it was ${use.verdict}`,
      conflict: true,
    };
  }
  if (use.actor === actor.ref) {
    return { reason: 'You broke the glass, so others have to review it' };
  }
  const excluded = partiesOf(glass, 'excluded');
  if (isExcluded(excluded, { approver: actor.ref, groups: actor.groups })) {
    return {
      reason: excluded.includes(actor.ref)
        ? 'You proposed this or wrote it, or a policy keeps you out, so others have to review it'
        : `A policy keeps members of ${anyOf(excluded.filter(ref => actor.groups.includes(ref)))} out of it, so others have to review it`,
    };
  }
  if (reviews.some(({ reviewer }) => reviewer === actor.ref)) {
    return { reason: 'You have reviewed it already', conflict: true };
  }
  const groups = reviewersOf(glass);
  return groups.some(group => actor.groups.includes(group))
    ? undefined
    : { reason: `Only members of ${anyOf(groups)} may review it` };
}

/** Groups whose members may review. */
export function reviewersOf(glass: Glass): string[] {
  return glass.use.reviewers === null
    ? partiesOf(glass, 'reviewer')
    : JSON.parse(glass.use.reviewers);
}

/** Whoever gave a review, with the groups that he was in. */
export function byPerson({
  reviewer,
  groups,
}: BreakGlassReviewRow): ApprovalByPerson {
  return { approver: reviewer, groups: JSON.parse(groups) };
}

/** What the rule about reviews looks at. */
export function toStanding(
  review: Pick<BreakGlassReviewRow, 'reviewer' | 'verdict' | 'counted'>,
): StandingReview {
  const { reviewer, verdict, counted } = review;
  return {
    reviewer,
    verdict: verdict as ReviewVerdict,
    ...(counted !== null && { counted: JSON.parse(counted) }),
  };
}

/** Whether somebody is of those who review, with the groups that he is in now. Pure. */
export function isReviewer(glass: Glass, person: ApprovalByPerson): boolean {
  return (
    !isExcluded(partiesOf(glass, 'excluded'), person) &&
    reviewersOf(glass).some(group => person.groups.includes(group))
  );
}

function partiesOf(
  { parties }: Glass,
  part: BreakGlassPartyRow['part'],
): string[] {
  return parties.filter(party => party.part === part).map(({ ref }) => ref);
}
