import { textPairs, yamlText } from './textPair';

const pair = (id: string, lines: number) => ({
  id,
  title: id,
  before: '',
  after: Array.from({ length: lines }, (_, index) => `${index}`).join('\n'),
});

describe('textPairs', () => {
  it('folds what is too long by itself, and what would be too much together', () => {
    const pairs = textPairs([
      pair('long', 401),
      ...Array.from({ length: 6 }, (_, index) => pair(`${index}`, 400)),
    ]);
    expect(pairs.filter(({ folded }) => folded).map(({ id }) => id)).toEqual([
      'long',
      '5',
    ]);
  });
});

describe('yamlText', () => {
  it('writes keys in one order, and long lines as they are', () => {
    expect(yamlText({ b: 'x '.repeat(100).trim(), a: { z: 1, y: [1] } })).toBe(
      `a:\n  y:\n    - 1\n  z: 1\nb: ${'x '.repeat(100).trim()}\n`,
    );
  });

  it('is nothing for nothing', () => {
    expect(yamlText({})).toBe('');
    expect(yamlText(undefined)).toBe('');
  });
});
