import {
  absoluteTime,
  age,
  duration,
  relativeTime,
  withLocalTimes,
} from './relativeTime';

const now = Date.parse('2026-03-01T12:00:00.000Z');

describe('relativeTime', () => {
  it.each([
    ['2026-03-01T11:59:50.000Z', 'just now'],
    ['2026-03-01T11:57:00.000Z', '3 minutes ago'],
    ['2026-02-28T11:00:00.000Z', 'yesterday'],
    ['2026-03-03T12:00:00.000Z', 'in 2 days'],
    ['2026-03-01T12:00:20.000Z', 'in a moment'],
  ])('%s is %s', (at, words) => {
    expect(relativeTime(at, now)).toBe(words);
  });
});

describe('duration', () => {
  it.each([
    [4_000, '4 s'],
    [192_000, '3 min 12 s'],
    [7_500_000, '2 h 5 min'],
    [-5, '0 s'],
  ])('%d ms is %s', (milliseconds, words) => {
    expect(duration(milliseconds)).toBe(words);
  });
});

describe('age', () => {
  it.each([
    ['2026-03-01T11:59:50.000Z', '< 1 min'],
    ['2026-03-01T12:00:20.000Z', '< 1 min'],
    ['2026-03-01T11:54:00.000Z', '6 min'],
    ['2026-03-01T07:00:00.000Z', '5 h'],
    ['2026-02-17T12:00:00.000Z', '12 d'],
    ['2025-12-01T12:00:00.000Z', '3 mo'],
    ['2023-12-01T12:00:00.000Z', '2 y'],
  ])('%s is %s', (at, words) => {
    expect(age(at, now)).toBe(words);
  });
});

describe('withLocalTimes', () => {
  it('says the times in a sentence in the zone of the reader', () => {
    const at = '2026-03-01T11:59:50.123Z';
    expect(withLocalTimes(`No answer since ${at}: timeout`)).toBe(
      `No answer since ${absoluteTime(at)}: timeout`,
    );
  });

  it('leaves everything else as it is', () => {
    const sentence = 'Version 2026-03-01 of 1.35.2 is gone';
    expect(withLocalTimes(sentence)).toBe(sentence);
  });
});
