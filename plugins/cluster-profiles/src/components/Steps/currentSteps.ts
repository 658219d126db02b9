import type { Step } from '@cluster-profiles/plugin-cluster-profiles-common';

const MOST = 12;
const MOST_NEXT = 3;

/** Of many steps: what runs or failed, what left something, what was done last and what comes next. Of a few: all. */
export function currentSteps(steps: readonly Step[]): readonly Step[] {
  if (steps.length <= MOST) {
    return steps;
  }
  const done = steps.filter(({ state }) => state === 'done');
  const next = steps.filter(
    ({ state }) => state === 'waiting' || state === 'pending',
  );
  const now = steps.filter(
    ({ state }) => state === 'running' || state === 'failed',
  );
  const kept = new Set([
    ...done.slice(-1),
    ...steps.filter(({ leaves }) => leaves !== undefined),
    ...now.slice(0, MOST - 1 - MOST_NEXT),
    ...next.slice(0, MOST_NEXT),
  ]);
  return steps.filter(step => kept.has(step));
}
