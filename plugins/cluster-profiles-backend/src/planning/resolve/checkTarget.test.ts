import { aTarget, aVersion } from '../__testUtils__/builders';
import { checkLifecycle, checkLimits, snapshotTarget } from './checkTarget';

const codesOf = (refusals: Array<{ code: string }>) =>
  refusals.map(({ code }) => code);

describe('checkLifecycle', () => {
  it.each([
    ['development', 'experimental', []],
    ['staging', 'experimental', []],
    ['production', 'production', []],
    ['production', 'experimental', ['lifecycle-not-production']],
  ] as const)('%s takes %s but for %p', (stage, lifecycle, expected) => {
    expect(
      codesOf(checkLifecycle([aVersion({ lifecycle })], aTarget({ stage }))),
    ).toEqual(expected);
  });
});

describe('checkLimits', () => {
  const target = aTarget({ limits: { clusters: 2, nodesPerCluster: 6 } });

  it.each([
    ['within both', { clusters: 2, nodes: 6, nodesBefore: 0 }, []],
    [
      'one cluster too many',
      { clusters: 3, nodes: 6, nodesBefore: 0 },
      ['target-clusters-limit'],
    ],
    ['one node too many', { nodes: 7, nodesBefore: 6 }, ['target-nodes-limit']],
    ['smaller, though above', { nodes: 7, nodesBefore: 8 }, []],
    ['equal, though above', { nodes: 7, nodesBefore: 7 }, []],
  ])('%s', (_, sizes, expected) => {
    expect(codesOf(checkLimits({ target, ...sizes }))).toEqual(expected);
    expect(checkLimits({ target: aTarget(), ...sizes })).toEqual([]);
    expect(checkLimits({ ...sizes })).toEqual([]);
  });
});

describe('snapshotTarget', () => {
  it('keeps only what is written', () => {
    const { title, description, limits, ...written } = aTarget({
      title: 'Development',
      description: 'For tests',
      limits: { clusters: 1 },
    });
    expect(snapshotTarget({ ...written, title, description, limits })).toEqual(
      written,
    );
  });
});
