import type { ApprovalByPerson } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { ApprovalRow } from '../database/tables';

/** The approvals among decisions that were not taken back, as the counting rule sees them. */
export function approvalsOf(
  decisions: readonly Pick<
    ApprovalRow,
    'approver' | 'decision' | 'groups' | 'withdrawn_at'
  >[],
): ApprovalByPerson[] {
  return decisions
    .filter(
      ({ decision, withdrawn_at: withdrawn }) =>
        decision === 'approved' && !withdrawn,
    )
    .map(({ approver, groups }) => ({ approver, groups: JSON.parse(groups) }));
}
