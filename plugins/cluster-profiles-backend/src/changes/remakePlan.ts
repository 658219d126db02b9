import { ServiceUnavailableError } from '@backstage/errors';
import {
  hasBlocker,
  type Plan,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { ChangeRow } from '../database/tables';
import { compareImpact } from '../planning/compareImpact';
import { withoutValues } from '../values/withoutValues';
import type { ChangeContext } from './ChangeContext';
import { makePlan, type Planned } from './makePlan';

/**
 * Makes the plan of a change again, from the same base. `differs` says why it is not what was decided on any more. Throws
 * `ServiceUnavailableError` when that cannot be said now.
 */
export async function remakePlan(
  context: ChangeContext,
  change: ChangeRow,
  options: { signal?: AbortSignal } = {},
): Promise<Planned & { differs?: string }> {
  const before: Plan = JSON.parse(change.plan!);
  const { plan, policy } = await makePlan(context, change, {
    ...options,
    baseRevision: before.baseRevision,
  });
  if (isUnanswered(plan) && !isUnanswered(before)) {
    throw new ServiceUnavailableError(
      'The provider or the engine does not answer, so the plan cannot be verified',
    );
  }
  return { plan, policy, differs: whyDifferent(before, plan) };
}

function isUnanswered({ findings }: Plan): boolean {
  return findings.some(({ code }) =>
    ['provider-unreachable', 'engine-unreachable'].includes(code),
  );
}

function whatElseIsTaken(before: Plan, plan: Plan): string[] {
  const textsOf = ({ desired }: Plan) =>
    (desired?.takeovers ?? []).map(
      ({ object, path, manager }) => `${path} of ${object} from "${manager}"`,
    );
  const approved = textsOf(before);
  return textsOf(plan).filter(text => !approved.includes(text));
}

function whyDifferent(before: Plan, plan: Plan): string | undefined {
  if (hasBlocker(plan.findings)) {
    return `It is blocked now: ${plan.findings
      .filter(({ severity }) => severity === 'block')
      .map(finding => withoutValues(finding).message)
      .join('; ')}`;
  }
  const taken = whatElseIsTaken(before, plan);
  if (taken.length > 0) {
    return `It would take over more now: ${taken.join(', ')}`;
  }
  if (plan.revisionDigest !== before.revisionDigest) {
    return 'What would be written differs from what was planned';
  }
  return compareImpact(before, plan);
}
