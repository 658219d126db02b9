import type {
  ApprovalRequirement,
  PolicySnapshot,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type {
  ChangeExclusionRow,
  ChangeRequirementRow,
  ChangeRow,
} from '../../database/tables';
import type { InTransaction } from '../types';

/** Stores the snapshot of the policies and what is still missing, so that inboxes are one query. */
export async function setMissingApprovals(
  tx: InTransaction,
  options: {
    changeId: string;
    policy: PolicySnapshot;
    missing: ApprovalRequirement[];
  },
): Promise<void> {
  const { changeId, policy, missing } = options;
  await tx<ChangeRow>('changes')
    .where({ id: changeId })
    .update({
      policy: JSON.stringify(policy),
      missing_approvals: missing.reduce((sum, { count }) => sum + count, 0),
    });
  await tx<ChangeRequirementRow>('change_requirements')
    .where({ change_id: changeId })
    .delete();
  await tx<ChangeExclusionRow>('change_exclusions')
    .where({ change_id: changeId })
    .delete();
  if (missing.length > 0) {
    await tx<ChangeRequirementRow>('change_requirements').insert(
      missing.map(({ group, count }) => ({
        change_id: changeId,
        group_ref: group,
        missing: count,
      })),
    );
    if (policy.excluded.length > 0) {
      await tx<ChangeExclusionRow>('change_exclusions').insert(
        policy.excluded.map(user => ({ change_id: changeId, user_ref: user })),
      );
    }
  }
}
