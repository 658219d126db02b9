import { ServiceUnavailableError } from '@backstage/errors';
import {
  hasBlocker,
  missingApprovals,
  type Plan,
  type PolicySnapshot,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { ChangeRow } from '../database/tables';
import { compareImpact } from '../planning/compareImpact';
import { stricterPolicy } from '../policies/evaluatePolicies';
import { approvalsText } from './approvalsText';
import type { ChangeContext } from './ChangeContext';
import { isTooOld, toPerson } from './decideChange';
import { makePlan } from './makePlan';
import { listDecisions } from './operations/getChange';
import type { ChangeLifecycle } from './types';

/** Before the first write: whether what was approved still holds. */
export async function recheckChange(
  context: ChangeContext,
  change: ChangeRow,
  options: { signal?: AbortSignal } = {},
): ReturnType<ChangeLifecycle['recheck']> {
  const approved: Plan = JSON.parse(change.plan!);
  const { plan, policy } = await makePlan(context, change, {
    ...options,
    baseRevision: approved.baseRevision,
  });
  if (isUnanswered(plan) && !isUnanswered(approved)) {
    // Whether it still holds cannot be said now: neither written nor stale, it is tried again.
    throw new ServiceUnavailableError(
      'The provider or the engine does not answer, so the plan cannot be verified',
    );
  }
  const decisions = await listDecisions(context.knex, change);
  const reason = whyStale({ approved, plan });
  if (reason) {
    return { holds: false, reason, plan };
  }
  if (isTooOld(context, approved, context.clock.now())) {
    const hours = context.config.changes.planMaxAgeHours;
    return {
      holds: false,
      reason: `The plan is older than ${hours} hours`,
      plan,
    };
  }
  const demanded = stricterPolicy(
    JSON.parse(change.policy!) as PolicySnapshot,
    policy,
  );
  const missing = missingApprovals(
    demanded.requirements,
    decisions
      .filter(
        row =>
          row.decision === 'approved' &&
          !demanded.excluded.includes(row.approver),
      )
      .map(toPerson),
  );
  if (missing.length > 0) {
    return {
      holds: false,
      reason: `The policies now demand more: ${approvalsText(missing)}`,
      plan,
    };
  }
  return { holds: true };
}

function isUnanswered({ findings }: Plan): boolean {
  return findings.some(({ code }) =>
    ['provider-unreachable', 'engine-unreachable'].includes(code),
  );
}

/** Why a new plan no longer is what was approved. Pure. */
function whyStale(options: { approved: Plan; plan: Plan }): string | undefined {
  const { approved, plan } = options;
  if (hasBlocker(plan.findings)) {
    return `It is blocked now: ${plan.findings
      .filter(({ severity }) => severity === 'block')
      .map(({ message }) => message)
      .join('; ')}`;
  }
  if (plan.revisionDigest !== approved.revisionDigest) {
    return 'What would be written differs from what was approved';
  }
  return compareImpact(approved, plan);
}
