import type { Plan } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { ChangeRow } from '../database/tables';
import type { ChangeContext } from './ChangeContext';

/** Whether a plan has to be made again before anything follows from it. */
export function isTooOld(
  context: Pick<ChangeContext, 'config'>,
  plan: Pick<Plan, 'plannedAt'>,
  now: Date,
  /** Until when it had to wait for a window: meanwhile it does not age. */
  notBefore?: string | null,
): boolean {
  const age = now.getTime() - youngest(plan.plannedAt, notBefore);
  return age > context.config.changes.planMaxAgeHours * 3_600_000;
}

/** When a plan is surely too old for a first write. */
export function endOfPlan(
  context: Pick<ChangeContext, 'config'>,
  change: Pick<ChangeRow, 'planned_at' | 'not_before'>,
): Date {
  const age = context.config.changes.planMaxAgeHours * 3_600_000;
  return new Date(
    youngest(change.planned_at!, change.not_before) + age + 1_000,
  );
}

function youngest(plannedAt: string, notBefore?: string | null): number {
  return Math.max(Date.parse(plannedAt), Date.parse(notBefore ?? plannedAt));
}
