import {
  isExcluded,
  missingApprovals,
  type ApprovalByPerson,
  type Plan,
  type PolicySnapshot,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { findCountedGlass } from '../breakGlass/loadGlass';
import type { ChangeRow } from '../database/tables';
import { stricterPolicy } from '../policies/evaluatePolicies';
import { approvalsOf } from './approvalsOf';
import { approvalsText } from './approvalsText';
import type { ChangeContext } from './ChangeContext';
import { lookAtMembers } from './lookAtMembers';
import { listDecisions } from './operations/getChange';
import { isTooOld } from './planAge';
import { remakePlan } from './remakePlan';
import type { ChangeLifecycle } from './types';

/** Before the first write: whether what was approved still holds. Neither written nor stale when that cannot be said now: it throws. */
export async function recheckChange(
  context: ChangeContext,
  change: ChangeRow,
  options: { signal?: AbortSignal } = {},
): ReturnType<ChangeLifecycle['recheck']> {
  const { plan, policy, differs } = await remakePlan(context, change, options);
  const fails = (reason: string) => ({ holds: false as const, reason, plan });
  if (differs) {
    return fails(differs);
  }
  const approved: Plan = JSON.parse(change.plan!);
  if (isTooOld(context, approved, context.clock.now(), change.not_before)) {
    return fails(
      `The plan is older than ${context.config.changes.planMaxAgeHours} hours`,
    );
  }
  if (await findCountedGlass(context.knex, change)) {
    return { holds: true }; // Nothing but the approvals is done without.
  }
  const demanded = stricterPolicy(
    JSON.parse(change.policy!) as PolicySnapshot,
    policy,
  );
  const given = approvalsOf(await listDecisions(context.knex, change)).filter(
    approval => !isExcluded(demanded.excluded, approval),
  );
  const missingOf = (approvals: ApprovalByPerson[]) =>
    missingApprovals(demanded.requirements, approvals);
  const missing = missingOf(given);
  if (missing.length > 0) {
    return fails(`The policies now demand more: ${approvalsText(missing)}`);
  }
  const gone = missingOf(await lookAtMembers(given, context.directory));
  return gone.length > 0
    ? fails(
        `Whoever approved is not in the group any more: ${approvalsText(gone)} missing`,
      )
    : { holds: true };
}
