import { typicalTimeText } from './typicalTime';

describe('typicalTimeText', () => {
  it.each([
    [0, 'about 1 s'],
    [4, 'about 4 s'],
    [20, 'about 20 s'],
    [60, 'about 1 min'],
    [540, 'about 9 min'],
    [3_580, 'about 1 h'],
    [5_000, 'about 1 h 25 min'],
    [7_150, 'about 2 h'],
  ])('%d seconds are %s', (seconds, words) => {
    expect(typicalTimeText(seconds)).toBe(words);
  });
});
