import { approvalStatement } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { ApprovalRow } from '../database/tables';
import type { RecordKeys } from './RecordKeys';

type Given = Omit<
  ApprovalRow,
  | 'withdrawn_at'
  | 'withdrawal_reason'
  | 'withdrawal_key_id'
  | 'withdrawal_signature'
>;
type Decision = Omit<Given, 'id' | 'key_id' | 'signature'>;

/** A decision as it is stored, signed where there is a key. */
export function signDecision(
  keys: RecordKeys,
  decision: Decision,
): Omit<Given, 'id'> {
  const signed = keys.sign(statementOf(decision));
  return {
    ...decision,
    key_id: signed?.keyId ?? null,
    signature: signed?.signature ?? null,
  };
}

/** What the signature of a stored decision covers. */
export function statementOf(decision: Decision): string {
  return approvalStatement({
    changeId: decision.change_id,
    approver: decision.approver,
    groups: JSON.parse(decision.groups),
    decision: decision.decision as 'approved' | 'rejected',
    planDigest: decision.plan_digest,
    plannedAt: decision.planned_at,
    at: decision.at,
  });
}
