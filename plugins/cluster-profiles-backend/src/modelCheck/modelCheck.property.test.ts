import fc from 'fast-check';
import { ModelWorld } from './__testUtils__/ModelWorld';
import { holds, LENGTH } from './__testUtils__/runSteps';

/** Steps in all; `MODEL_CHECK_STEPS` asks for more. */
const STEPS = Number(process.env.MODEL_CHECK_STEPS ?? 10_000);
/** `MODEL_CHECK_SEED` repeats a run. */
const seed = Number(process.env.MODEL_CHECK_SEED ?? Date.now() % 2 ** 31);
const LIMIT = Math.max(300_000, STEPS * 60);

jest.setTimeout(LIMIT);

describe('model check', () => {
  let world: ModelWorld;
  beforeAll(async () => {
    world = await ModelWorld.create();
  });
  afterAll(() => world.stop());

  it(`holds after each of ${STEPS} steps, MODEL_CHECK_SEED=${seed}`, async () => {
    const checked = fc.assert(holds(world), {
      seed,
      numRuns: Math.ceil(STEPS / LENGTH),
      // What is found is made smaller for as long as there is time.
      interruptAfterTimeLimit: LIMIT - 30_000,
      markInterruptAsFailure: true,
    });
    await expect(checked).resolves.toBeUndefined();
  });
});
