import { updateConditions } from './updateConditions';
import { step } from './step';
import type { Misbehaviour, SimulatedCluster } from './types';

export interface SimulationOptions {
  /** 0: no delay. */
  secondsPerStep: number;
  /** Those that concern this cluster. */
  misbehaviours: readonly Misbehaviour[];
}

/** Does all the steps that the time since the last one allows. Returns the same object when nothing changed. */
export function advance(
  state: SimulatedCluster,
  now: Date,
  options: SimulationOptions,
): SimulatedCluster {
  const delay = options.secondsPerStep * 1000;
  let next = state;
  while (!next.gone) {
    const stepped = step(next, options.misbehaviours);
    if (!stepped) {
      next = next.resting ? next : { ...next, resting: true };
      break;
    }
    // Time at rest does not count: whatever moves next takes its time from now.
    const start = next.resting ? now.getTime() : Date.parse(next.steppedAt);
    if (start + delay > now.getTime()) {
      next = next.resting
        ? { ...next, resting: false, steppedAt: now.toISOString() }
        : next;
      break;
    }
    next = {
      ...stepped,
      resting: false,
      steppedAt: new Date(start + delay).toISOString(),
    };
  }
  return updateConditions(next, now, options.misbehaviours);
}
