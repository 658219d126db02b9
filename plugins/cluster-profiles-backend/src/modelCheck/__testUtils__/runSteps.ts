import fc from 'fast-check';
import {
  checkEnds,
  checkInvariants,
  checkRestart,
  checkWrites,
  nothingBefore,
} from './invariants';
import type { ModelWorld } from './ModelWorld';
import { modelStep, type ModelStep } from './steps';
import { takeStep } from './takeStep';

/** Steps of one run. */
export const LENGTH = 100;

/** Runs of steps on one world; what is there is compared with the model after each step. */
export function holds(world: ModelWorld): fc.IAsyncProperty<[ModelStep[]]> {
  return fc.asyncProperty(
    fc.array(modelStep, { minLength: LENGTH, maxLength: LENGTH, size: 'max' }),
    async steps => {
      await world.reset();
      let before = nothingBefore();
      for (const step of steps) {
        if (step.do === 'restart') {
          await checkRestart(world, step.process);
        } else {
          await takeStep(world, step);
        }
        before = await checkInvariants(world, before);
      }
      await checkWrites(world);
      await checkEnds(world);
    },
  );
}
