import { checkEnds } from './__testUtils__/invariants';
import { ModelWorld } from './__testUtils__/ModelWorld';
import type { ModelStep } from './__testUtils__/steps';
import { takeStep } from './__testUtils__/takeStep';

/** Found by the model check: the last step left a plan without anybody who would look at it again. */
describe('a process that was asleep', () => {
  let world: ModelWorld;
  beforeAll(async () => {
    world = await ModelWorld.create();
    await world.reset();
  });
  afterAll(() => world.stop());

  it('ends a change whose plan had expired by the time that it is stored', async () => {
    const steps: ModelStep[] = [
      { do: 'propose', who: 0, cluster: 1, kind: 0, value: 0 },
      { do: 'work', process: 0, kind: 0, holdAt: 1 },
      { do: 'wait', minutes: 300 },
      { do: 'resume', process: 0, job: 0, noticed: false },
    ];
    for (const step of steps) {
      await takeStep(world, step);
    }
    const states = async () =>
      (await world.changes())
        .filter(({ kind }) => kind === 'create')
        .map(({ state }) => state);
    await checkEnds(world);
    expect(await states()).toEqual(['expired']);
  });
});
