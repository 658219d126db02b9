import { withdrawalStatement } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { ApprovalRow } from '../database/tables';
import type { RecordKeys } from './RecordKeys';

/** The columns of an approval that is taken back, signed where there is a key. */
export function signWithdrawal(
  keys: RecordKeys,
  approval: ApprovalRow,
  options: { at: string; reason?: string },
): Pick<
  ApprovalRow,
  | 'withdrawn_at'
  | 'withdrawal_reason'
  | 'withdrawal_key_id'
  | 'withdrawal_signature'
> {
  const signed = keys.sign(statementOfWithdrawal(approval, options.at));
  return {
    withdrawn_at: options.at,
    withdrawal_reason: options.reason ?? null,
    withdrawal_key_id: signed?.keyId ?? null,
    withdrawal_signature: signed?.signature ?? null,
  };
}

function statementOfWithdrawal(approval: ApprovalRow, at: string): string {
  return withdrawalStatement({
    changeId: approval.change_id,
    approver: approval.approver,
    planDigest: approval.plan_digest,
    plannedAt: approval.planned_at,
    approvedAt: approval.at,
    at,
  });
}
