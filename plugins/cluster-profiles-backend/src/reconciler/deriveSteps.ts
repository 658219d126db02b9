import type { Step } from '@cluster-profiles/plugin-cluster-profiles-common';
import { describeDeletion } from './describeDeletion';
import { describeProgress } from './describeProgress';
import type { Picture } from './types';

/** A step as it stands now, without its times. */
export type StepNow = Omit<Step, 'startedAt' | 'finishedAt'>;

/** The steps of carrying a change out, with the times at which each began and ended kept from before. */
export function deriveSteps(
  picture: Picture,
  options: {
    previous: readonly Step[];
    proven: boolean;
    /** Layers left behind by a deletion. */
    leftBehind?: ReadonlySet<string>;
    /** What layers that were removed, or whose version changed, leave in this pass, by layer. */
    leaves?: ReadonlyMap<string, string>;
    now: string;
  },
): Step[] {
  const { previous, now } = options;
  const steps = picture.desired.deleted
    ? describeDeletion(picture, options)
    : describeProgress(picture, options);
  return steps.map(step => {
    const before = previous.find(({ id }) => id === step.id);
    const began = !['pending', 'waiting'].includes(step.state);
    const ended = step.state === 'done' || step.state === 'skipped';
    const leaves =
      options.leaves?.get(step.id.replace(/^(prune|layer)\//, '')) ??
      before?.leaves;
    const startedAt = before?.startedAt ?? (began ? now : undefined);
    const finishedAt = ended ? (before?.finishedAt ?? now) : undefined;
    return {
      ...step,
      ...(leaves && { leaves }),
      ...(startedAt && { startedAt }),
      ...(finishedAt && { finishedAt }),
    };
  });
}
