import { aDesiredState } from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import {
  accept,
  aMisbehaviour,
  aRunningCluster,
  START,
  trace,
} from '../__testUtils__/simulate';
import { advance } from './advance';

function after(seconds: number): Date {
  return new Date(START.getTime() + seconds * 1000);
}

const options = { secondsPerStep: 2, misbehaviours: [] };

describe('advance', () => {
  const fresh = accept(aDesiredState());
  const states = trace(fresh);

  it.each([
    [0, 0],
    [1.9, 0],
    [2, 1],
    [5, 2],
    [6, 3],
  ])('after %d seconds %d steps are done', (seconds, steps) => {
    const { machines, observedGeneration, infrastructureReady } = advance(
      fresh,
      after(seconds),
      options,
    );
    expect({ machines, observedGeneration, infrastructureReady }).toEqual({
      machines: states[steps].machines,
      observedGeneration: states[steps].observedGeneration,
      infrastructureReady: states[steps].infrastructureReady,
    });
  });

  it('comes to the same, looked at often or once', () => {
    let often = fresh;
    for (let second = 0; second <= 60; second++) {
      often = advance(often, after(second), options);
    }
    const once = advance(fresh, after(60), options);
    expect(often.machines).toEqual(once.machines);
    expect(often.machines).toEqual(states.at(-1)!.machines);
  });

  it('does everything at once without a delay', () => {
    const done = advance(fresh, START, { ...options, secondsPerStep: 0 });
    expect(done.machines).toEqual(states.at(-1)!.machines);
    expect(done.resting).toBe(true);
  });

  it('gives the same object back while nothing changes', () => {
    const resting = advance(aRunningCluster(), after(10), options);
    expect(resting.resting).toBe(true);
    expect(advance(resting, after(1000), options)).toBe(resting);
  });

  it('does not count the time in which it was held up', () => {
    const hang = { ...options, misbehaviours: [aMisbehaviour()] };
    const stuck = advance(fresh, after(100), hang);
    expect(stuck).toMatchObject({ resting: true, observedGeneration: 0 });
    const freed = advance(stuck, after(101), options);
    expect(freed).toMatchObject({ resting: false, observedGeneration: 0 });
    expect(advance(freed, after(103), options)).toMatchObject({
      observedGeneration: 1,
      infrastructureReady: false,
    });
  });
});
