import { pace } from './pace';

const typical = { seconds: 180, successes: 20 };

describe('pace', () => {
  it.each([
    [120_000, 'usually about 3 min', false],
    [360_000, 'usually about 3 min', false],
    [360_001, 'more than twice as long as usual (about 3 min)', true],
  ])('%d ms', (elapsed, text, late) => {
    expect(pace(elapsed, typical)).toEqual({ text, late });
  });

  it('says nothing where the usual time is not known', () => {
    expect(pace(1, undefined)).toBeUndefined();
  });
});
