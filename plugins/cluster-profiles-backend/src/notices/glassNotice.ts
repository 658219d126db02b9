import type {
  PossibleReview,
  ReviewVerdict,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { ChangeRow } from '../database/tables';
import type { Notice } from './types';

type Told = Pick<
  ChangeRow,
  'id' | 'summary' | 'subject_name' | 'owner_ref' | 'proposer'
>;

/** What everybody concerned is told when a change was applied without its approvals. */
export function glassNotice(
  change: Told,
  options: {
    actor: string;
    reason: string;
    /** Those that would have had to approve, and the platform group. */
    groups: readonly string[];
    review: PossibleReview;
  },
): Notice {
  const { actor, reason, groups, review } = options;
  return {
    recipients: [
      ...new Set([...proposerOf(change), change.owner_ref, ...groups]),
    ],
    exclude: [actor],
    title: `Applied without approvals: ${change.subject_name}: ${change.summary}`,
    description: `By ${actor}: ${reason}. Two others have to review it.${fewText(review)}`,
    link: `/cluster-profiles/changes/${change.id}`,
    scope: `change/${change.id}/glass`,
    severity: 'critical',
    topic: 'glass-broken',
  };
}

/** Where there are not two, its review cannot come to an end. */
function fewText({ people, remedy }: PossibleReview): string {
  return remedy === undefined
    ? ''
    : ` ${people === 0 ? 'Nobody' : `Only ${people}`} may, so that its review stays open. ${remedy}.`;
}

/** What whoever broke the glass and the owner are told once others have reviewed it. */
export function reviewedNotice(
  change: Told,
  options: {
    actor: string;
    verdict: ReviewVerdict;
    comment?: string;
    /** Id of the change that takes it back. */
    revert?: string;
  },
): Notice {
  const { actor, verdict, comment, revert } = options;
  const isRejected = verdict === 'rejected';
  return {
    recipients: [...new Set([actor, ...proposerOf(change), change.owner_ref])],
    exclude: [],
    title: `${isRejected ? 'Rejected afterwards' : 'Confirmed'}: ${change.subject_name}: ${change.summary}`,
    description: comment,
    link: `/cluster-profiles/changes/${revert ?? change.id}`,
    scope: `change/${change.id}/glass-reviewed`,
    severity: isRejected ? 'high' : 'normal',
    topic: 'glass-reviewed',
  };
}

/** What the portal proposed by itself has no person to tell. */
function proposerOf({ proposer }: Pick<Told, 'proposer'>): string[] {
  return proposer.startsWith('user:') ? [proposer] : [];
}
