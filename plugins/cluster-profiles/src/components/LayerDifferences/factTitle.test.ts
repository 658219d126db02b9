import { factTitle } from './factTitle';

describe('factTitle', () => {
  it.each([
    ['/sha256', 'SHA-256'],
    ['/source/chart', 'Source: chart'],
    ['/dependsOn', 'Depends on'],
    ['/deadline', 'deadline'],
  ])('%s is %s', (pointer, title) => {
    expect(factTitle(pointer)).toBe(title);
  });
});
