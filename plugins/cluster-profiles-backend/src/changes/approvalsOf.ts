import type { ApprovalByPerson } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { ApprovalRow } from '../database/tables';

/** The approvals among decisions, as the counting rule sees them. */
export function approvalsOf(
  decisions: readonly Pick<ApprovalRow, 'approver' | 'decision' | 'groups'>[],
): ApprovalByPerson[] {
  return decisions
    .filter(({ decision }) => decision === 'approved')
    .map(({ approver, groups }) => ({ approver, groups: JSON.parse(groups) }));
}
