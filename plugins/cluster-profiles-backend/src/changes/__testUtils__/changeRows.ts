import type { Knex } from 'knex';
import type { ApprovalRow, ChangeRow } from '../../database/tables';

export const AT = '2026-01-01T00:00:00.000Z';
export const DIGEST = 'f'.repeat(64);

/** A request to create a cluster, waiting for approval. */
export function aChangeRow(overrides: Partial<ChangeRow> = {}): ChangeRow {
  return {
    id: 'change-1',
    kind: 'create',
    subject_kind: 'cluster',
    subject_name: 'payments',
    subject_uid: 'uid-payments',
    owner_ref: 'group:default/checkout',
    stage: 'production',
    target: 'prod-eu1',
    profile: null,
    proposer: 'user:default/alice',
    via: null,
    seed: false,
    idempotency_key: null,
    request_digest: '0',
    request: '{"kind":"create"}',
    comment: null,
    summary: 'Create with base 1.0.0 on prod-eu1',
    state: 'awaiting-approval',
    state_reason: null,
    plan: null,
    plan_digest: DIGEST,
    revision_digest: null,
    impact_digest: null,
    planned_at: AT,
    policy: null,
    missing_approvals: 0,
    seen_plan_digest: null,
    revision: null,
    steps: '[]',
    superseded_by: null,
    created_at: AT,
    updated_at: AT,
    expires_at: null,
    deadline_at: null,
    accepted_at: null,
    acceptance_key_id: null,
    acceptance_signature: null,
    started_at: null,
    finished_at: null,
    not_before: null,
    reminded_at: null,
    expiry_told_at: null,
    ...overrides,
  };
}

export async function insertChange(
  knex: Knex,
  overrides: Partial<ChangeRow> = {},
): Promise<ChangeRow> {
  const row = aChangeRow(overrides);
  await knex<ChangeRow>('changes').insert(row);
  return row;
}

/** Pete of the platform group approves, unless told otherwise. */
export function anApproval(
  overrides: Partial<Omit<ApprovalRow, 'id'>> = {},
): Omit<ApprovalRow, 'id'> {
  return {
    change_id: 'change-1',
    approver: 'user:default/pete',
    decision: 'approved',
    plan_digest: DIGEST,
    key_id: null,
    signature: null,
    comment: null,
    groups: '["group:default/platform"]',
    at: AT,
    planned_at: AT,
    withdrawn_at: null,
    withdrawal_reason: null,
    withdrawal_key_id: null,
    withdrawal_signature: null,
    ...overrides,
  };
}
