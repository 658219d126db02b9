import type { ReviewState } from '../model/breakGlass';
import { isExcluded } from '../rules/missingApprovals';
import { reviewStanding } from '../rules/reviewStanding';
import type { RecordEntry } from './entries';
import type {
  Evidence,
  EvidenceBreakGlass,
  EvidenceChange,
  EvidenceReview,
} from './evidence';
import { breakGlassStatement, reviewStatement } from './statements';
import type { SignatureCheck } from './verifySignatures';

/** A use of break glass that an export holds. @public */
export interface BreakGlassUse {
  changeId: string;
  revision: number | null;
  /** Entity reference. */
  actor: string;
  reason: string;
  at: string;
  /** `open`: others have yet to say what they think of it. */
  review: ReviewState;
}

type Uses = Pick<Evidence, 'breakGlass' | 'reviews'>;

/** The use that stands for the approvals of the plan that was accepted; one of an earlier plan does not. */
export function countedBreakGlass(
  change: EvidenceChange,
  { breakGlass }: Pick<Evidence, 'breakGlass'>,
): EvidenceBreakGlass | undefined {
  return breakGlass.find(
    it =>
      it.changeId === change.id &&
      it.planDigest === change.planDigest &&
      it.plannedAt === change.plan.plannedAt,
  );
}

/** What is wrong with the use of a change, its reviews, and what the record says of both; undefined when all holds. */
export async function findBreakInGlass(
  change: EvidenceChange,
  options: {
    uses: Uses;
    /** Chain of its subject. */
    chain: readonly RecordEntry[];
    signatures: SignatureCheck;
  },
): Promise<string | undefined> {
  const { chain, signatures, uses } = options;
  const glass = uses.breakGlass.find(({ changeId }) => changeId === change.id);
  const recorded = chain.filter(it => it.changeId === change.id);
  if (!glass) {
    return recorded.some(({ type }) => type === 'glass-broken')
      ? `The use of break glass for change ${change.id} is missing`
      : undefined;
  }
  const { signed, ...use } = glass;
  const wrong = await signatures.whyNot({
    at: glass.at,
    signed,
    statement: breakGlassStatement(use),
  });
  if (wrong) {
    return `The use of break glass by ${glass.actor} for change ${change.id} ${wrong}`;
  }
  const isRecorded = recorded.some(
    ({ type, difference, said }) =>
      type === 'glass-broken' &&
      difference?.planDigest?.after === glass.planDigest &&
      (!said || said.actor === glass.actor),
  );
  if (!isRecorded) {
    return `The record does not have the use of break glass by ${glass.actor} for change ${change.id}`;
  }
  return findBreakInReviews(change, glass, { ...options, recorded });
}

async function findBreakInReviews(
  change: EvidenceChange,
  glass: EvidenceBreakGlass,
  options: {
    uses: Uses;
    recorded: readonly RecordEntry[];
    signatures: SignatureCheck;
  },
): Promise<string | undefined> {
  const reviews = reviewsOf(change, options.uses);
  const never = [glass.actor, change.proposer, ...change.policy.excluded];
  for (const { signed, ...review } of reviews) {
    const name = `The review by ${review.reviewer} of change ${change.id}`;
    const { reviewer: approver, groups } = review;
    if (isExcluded(never, { approver, groups })) {
      return `${name} is by somebody who has a part in it`;
    }
    if (glass.reviewers && !glass.reviewers.some(it => groups.includes(it))) {
      return `${name} is by somebody who was in none of the groups that review it: ${glass.reviewers.join(', ')}`;
    }
    const wrong = await options.signatures.whyNot({
      at: review.at,
      signed,
      statement: reviewStatement(review),
    });
    if (wrong) {
      return `${name} ${wrong}`;
    }
  }
  const entries = options.recorded.filter(
    ({ type }) => type === 'glass-reviewed',
  );
  const silent = reviews.find(
    ({ reviewer, verdict }) =>
      !entries.some(
        ({ difference, said }) =>
          difference?.verdict?.after === verdict &&
          (!said || said.actor === reviewer),
      ),
  );
  if (silent) {
    return `The record does not have the review by ${silent.reviewer} of change ${change.id}`;
  }
  return entries.length > reviews.length
    ? `The record has ${entries.length} reviews of change ${change.id}, of which ${entries.length - reviews.length} are missing`
    : undefined;
}

/** Where the review of a use stands, whoever claims what. */
export function toUse(change: EvidenceChange, uses: Uses): BreakGlassUse[] {
  const glass = uses.breakGlass.find(({ changeId }) => changeId === change.id);
  if (!glass) {
    return [];
  }
  const { actor, reason, at } = glass;
  return [
    {
      changeId: change.id,
      revision: change.revision,
      actor,
      reason,
      at,
      review: reviewStanding(reviewsOf(change, uses)).state,
    },
  ];
}

function reviewsOf(
  change: EvidenceChange,
  { reviews }: Uses,
): EvidenceReview[] {
  return reviews
    .filter(({ changeId }) => changeId === change.id)
    .sort((a, b) => (a.at < b.at ? -1 : 1));
}
