import semver from 'semver';
import { toSemverRange } from './toSemverRange';

describe('toSemverRange', () => {
  it.each([
    ['>=1.30.0-0, <1.36.0', '1.35.1', '1.36.0'],
    ['>= 1.30.0-0 < 1.36.0', '1.30.0', '1.29.9'],
    ['^1.30.0-0 || ~2.0', '1.40.0', '3.0.0'],
    ['=> 1.30', '1.30.0', '1.29.0'],
    ['1.34.x', '1.34.9', '1.35.0'],
  ])('means by %s what charts mean', (constraint, inside, outside) => {
    const range = toSemverRange(constraint)!;
    expect(semver.satisfies(inside, range)).toBe(true);
    expect(semver.satisfies(outside, range)).toBe(false);
  });

  it.each(['!=1.33.0', 'new', '>=1.30.0 whatever'])(
    'does not know what %s means',
    constraint => {
      expect(toSemverRange(constraint)).toBeUndefined();
    },
  );
});
