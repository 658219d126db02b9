import type { Plan } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { ChangeRow } from '../database/tables';
import type { ChangeContext } from './ChangeContext';

/** Whether a plan has to be made again before anything follows from it. */
export function isTooOld(
  context: Pick<ChangeContext, 'config'>,
  plan: Pick<Plan, 'plannedAt'>,
  now: Date,
): boolean {
  const age = now.getTime() - new Date(plan.plannedAt).getTime();
  return age > context.config.changes.planMaxAgeHours * 3_600_000;
}

/** When a plan is surely too old for a first write. */
export function endOfPlan(
  context: Pick<ChangeContext, 'config'>,
  change: Pick<ChangeRow, 'planned_at'>,
): Date {
  const age = context.config.changes.planMaxAgeHours * 3_600_000;
  return new Date(Date.parse(change.planned_at!) + age + 1_000);
}
