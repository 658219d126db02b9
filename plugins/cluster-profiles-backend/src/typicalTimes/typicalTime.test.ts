import { typicalTime, typicalTimesBy } from './typicalTime';

const took = (...seconds: number[]) =>
  seconds.map(second => ({
    from: '2026-11-22T10:00:00.000Z',
    to: new Date(
      Date.parse('2026-11-22T10:00:00.000Z') + second * 1000,
    ).toISOString(),
  }));

describe('typicalTime', () => {
  it.each<[string, number[], number | undefined]>([
    ['nothing', [], undefined],
    ['four, which are too few', [1, 2, 3, 4], undefined],
    ['five: the one in the middle, in any order', [50, 10, 40, 20, 30], 30],
    ['six: between the two in the middle', [10, 20, 30, 50, 60, 70], 40],
    ['one that took for ever: not moved by it', [10, 10, 10, 10, 99_999], 10],
    ['half seconds, rounded', [0.5, 0.5, 0.6, 0.7, 0.8], 1],
    ['no time at all', [0, 0, 0, 0, 0], 0],
  ])('of %s', (_what, seconds, expected) => {
    expect(typicalTime(took(...seconds))?.seconds).toBe(expected);
  });

  it('looks at the latest 20 only', () => {
    const latest = Array.from({ length: 20 }, () => 60);
    const older = Array.from({ length: 30 }, () => 6000);
    expect(typicalTime(took(...latest, ...older))).toEqual({
      seconds: 60,
      successes: 20,
    });
  });
});

describe('typicalTimesBy', () => {
  it('leaves out what is not told', () => {
    const spans = new Map([
      ['api', took(1, 2, 3, 4, 5)],
      ['proof', took(1, 2)],
    ]);
    expect(typicalTimesBy(spans)).toEqual({
      api: { seconds: 3, successes: 5 },
    });
  });
});
