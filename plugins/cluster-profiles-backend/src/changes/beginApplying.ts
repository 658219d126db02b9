import type { Plan } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { ChangeRow } from '../database/tables';

/** When a change begins and is due: each Kubernetes version that it goes through has the whole time. */
export function beginApplying(
  { plan }: Pick<ChangeRow, 'plan'>,
  options: { now: Date; deadlineMinutes: number },
): { started_at: string; deadline_at: string } {
  const { now, deadlineMinutes } = options;
  const { desired }: Pick<Plan, 'desired'> = JSON.parse(plan ?? '{}');
  const steps = Math.max(1, (desired?.kubernetesPath?.length ?? 0) - 1);
  return {
    started_at: now.toISOString(),
    deadline_at: new Date(
      now.getTime() + steps * deadlineMinutes * 60_000,
    ).toISOString(),
  };
}
