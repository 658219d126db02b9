import type { ApprovalRequirement } from '@cluster-profiles/plugin-cluster-profiles-common';
import { nameOf } from '../permissions/nameOf';

/** Approvals that are asked for, for sentences: `1 approval from platform and 2 approvals from security`. */
export function approvalsText(
  requirements: ReadonlyArray<Pick<ApprovalRequirement, 'group' | 'count'>>,
): string {
  return requirements
    .map(
      ({ group, count }) =>
        `${count} ${count === 1 ? 'approval' : 'approvals'} from ${nameOf(group)}`,
    )
    .join(' and ');
}
