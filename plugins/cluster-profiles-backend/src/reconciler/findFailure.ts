import type { Step } from '@cluster-profiles/plugin-cluster-profiles-common';
import { findOverdue } from './findOverdue';
import type { LoadedCluster } from './loadCluster';
import type { Standing } from './types';

/** Why a change counts as failed: its deadline, or that of one of its layers, passed without proof. */
export function findFailure(
  { change, desired }: Pick<LoadedCluster, 'change' | 'desired'>,
  {
    standing,
    steps,
    now,
  }: { standing: Standing; steps: readonly Step[]; now: Date },
): string | undefined {
  if (change.state !== 'applying' || standing.proven) {
    return undefined;
  }
  const { hold, unreachable, stopped, trouble, obstacles } = standing;
  const because = (
    hold?.message ??
    unreachable?.message ??
    stopped ??
    [trouble, ...obstacles.map(({ message }) => message)]
      .filter(Boolean)
      .join('; ')
  ).slice(0, 2_000);
  if (change.deadline_at && now.toISOString() > change.deadline_at) {
    return `Not reached in time: ${because}`;
  }
  const overdue = desired.deleted
    ? []
    : findOverdue(steps, {
        prefix: 'layer/',
        layers: desired.layers,
        since: change.started_at,
        now,
      });
  return overdue.length
    ? `Not healthy in time: ${overdue.join(', ')}. ${because}`
    : undefined;
}
