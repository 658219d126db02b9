import type { Step } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Standing } from './types';

/** Says at the step that a change stands at why it goes no further. Pure. */
export function explainSteps(
  steps: readonly Step[],
  {
    hold,
    unreachable,
    stopped,
    wait,
    trouble,
    picture,
    proven,
    obstacles,
  }: Pick<
    Standing,
    | 'hold'
    | 'unreachable'
    | 'stopped'
    | 'wait'
    | 'trouble'
    | 'picture'
    | 'proven'
    | 'obstacles'
  >,
): Step[] {
  const current =
    steps.find(({ state }) => state === 'running') ??
    steps.find(({ state }) => ['failed', 'waiting'].includes(state));
  if (!current || proven) {
    return [...steps];
  }
  const blocked =
    hold?.message ??
    (unreachable && `No answer: ${unreachable.message}`) ??
    (stopped && `Writes are stopped: ${stopped}`) ??
    wait?.reason ??
    // Without a look the step still says what it said before.
    (picture ? undefined : trouble);
  // Other steps tell of their own part; the proof is about all of them.
  const missing =
    current.id === 'proof'
      ? (obstacles.find(({ moving }) => !moving) ?? obstacles[0])?.message
      : undefined;
  // Of a layer it stands at its own step.
  const message =
    blocked ?? [trouble, current.message ?? missing].filter(Boolean).join('; ');
  return steps.map(step =>
    step === current && message ? { ...step, message } : step,
  );
}
