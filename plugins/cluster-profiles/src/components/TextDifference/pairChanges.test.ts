import { compareTexts } from './compareTexts';
import { pairChanges } from './pairChanges';

const SIGNS = { insert: '+', delete: '-', normal: ' ' };

describe('pairChanges', () => {
  it.each([
    ['a\nb', 'c\nd', ['-a', '+c', '-b', '+d']],
    ['a\nb\nsame', 'c\nsame\nd', ['-a', '+c', '-b', ' same', '+d']],
    ['same\na', 'same\nc\nd', [' same', '-a', '+c', '+d']],
  ])('pairs %j with %j', (before, after, expected) => {
    const [{ changes }] = compareTexts({ before, after }).hunks;
    expect(
      pairChanges(changes).map(({ type, content }) => SIGNS[type] + content),
    ).toEqual(expected);
  });
});
