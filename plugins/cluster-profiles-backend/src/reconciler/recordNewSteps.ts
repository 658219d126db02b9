import type { Step } from '@cluster-profiles/plugin-cluster-profiles-common';
import { deriveSteps } from './deriveSteps';
import type { LoadedCluster } from './loadCluster';
import type { Picture, ReconcilerOptions } from './types';

/**
 * Stores steps that are not listed yet, before the writes that carry them out: a layer that is removed is only seen until it
 * is gone, and who dies in between must not lose its step.
 */
export async function recordNewSteps(
  loaded: LoadedCluster,
  picture: Picture,
  { lifecycle, clock }: Pick<ReconcilerOptions, 'lifecycle' | 'clock'>,
): Promise<LoadedCluster> {
  const { change } = loaded;
  if (change.state === 'applied') {
    return loaded;
  }
  const previous: Step[] = JSON.parse(change.steps);
  const steps = deriveSteps(picture, {
    previous,
    proven: false,
    now: clock.now().toISOString(),
  });
  const listed = new Set(previous.map(({ id }) => id));
  if (steps.every(({ id }) => listed.has(id))) {
    return loaded;
  }
  await lifecycle.recordSteps(change.id, steps);
  return { ...loaded, change: { ...change, steps: JSON.stringify(steps) } };
}
