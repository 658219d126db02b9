import { semverClass } from './semverClass';

describe('semverClass', () => {
  it.each([
    ['1.2.3', '2.0.0', 'major'],
    ['1.2.3', '1.3.0', 'minor'],
    ['1.2.3', '1.2.4', 'patch'],
    ['v1.2.3', 'v1.2.4', 'patch'],
    ['1.2.3', '1.2.2', 'downgrade'],
    ['1.2.3', '1.3.0-rc.1', 'prerelease'],
    ['1.3.0-rc.1', '1.3.0', 'prerelease'],
    ['1.3.0', '1.3.0-rc.1', 'downgrade'],
    ['24.04.2', '24.04.3', 'other'],
    ['2025-01', '1.0.0', 'other'],
    ['1.0.0+a', '1.0.0+b', 'other'],
  ])('of %s to %s is %s', (before, after, expected) => {
    expect(semverClass(before, after)).toBe(expected);
  });
});
