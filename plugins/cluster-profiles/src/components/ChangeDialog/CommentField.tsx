import { TextAreaField } from '@backstage/ui';
import type { Proposal } from './useProposal';

/** Why somebody proposes a change, in his own words. */
export function CommentField({ proposal }: { proposal: Proposal }) {
  return (
    <TextAreaField
      label="Why"
      secondaryLabel="Optional"
      description="Shown to everybody who reads the change."
      rows={2}
      maxLength={2000}
      value={proposal.comment}
      onChange={proposal.setComment}
    />
  );
}
