import { aBundle } from '../classes/__testUtils__/classFiles';
import type { ClassBundle } from '../classes/types';
import { resolvePools } from './resolvePools';
import type { PoolSettings } from './types';

function resolve(
  names: string[],
  pools: Record<string, PoolSettings>,
  bundle: ClassBundle = aBundle(),
) {
  return resolvePools({
    desired: {
      nodePools: {
        controlPlane: { replicas: 1 },
        workers: names.map(name => ({ name, replicas: 2 })),
      },
    },
    entry: { classes: './x', variables: {}, variablesByKubernetes: {}, pools },
    bundle,
  });
}

const ONE_CLASS = aBundle(text =>
  text.replace(/ {6}- class: gpu-worker[\s\S]*?name: teams-gpu }\n/, ''),
);

const autoscaled = (
  range: { replicas: number; min: number; max: number },
  size?: number,
) =>
  resolvePools({
    desired: {
      nodePools: {
        controlPlane: { replicas: 1 },
        workers: [{ name: 'a', ...range }],
      },
    },
    entry: {
      classes: './x',
      variables: {},
      variablesByKubernetes: {},
      pools: {},
    },
    bundle: ONE_CLASS,
    ...(size !== undefined && { poolSizes: { a: size } }),
  }).pools;

describe('resolvePools', () => {
  it('gives each pool its worker class, whatever the order', () => {
    const settings = {
      b: { class: 'gpu-worker', failureDomain: 'fd1' },
      a: { class: 'default-worker' },
    };
    const { pools, findings } = resolve(['b', 'a'], settings);
    expect(pools).toEqual([
      { name: 'a', class: 'default-worker', replicas: 2 },
      { name: 'b', class: 'gpu-worker', failureDomain: 'fd1', replicas: 2 },
    ]);
    expect(findings).toEqual([]);
  });

  it('takes the only worker class where none is named', () => {
    expect(resolve(['a'], {}, ONE_CLASS).pools).toEqual([
      { name: 'a', class: 'default-worker', replicas: 2 },
    ]);
  });

  it.each<[string, number | undefined, number | undefined]>([
    ['is not there yet: it starts', undefined, 4],
    ['has what its autoscaler has given it: it keeps that', 7, undefined],
    ['has the least', 3, undefined],
    ['has the most', 10, undefined],
    ['has less than a range that moved up', 1, 3],
    ['has more than a range that moved down', 12, 10],
  ])('where an autoscaler decides and the pool %s', (_, size, replicas) => {
    expect(autoscaled({ replicas: 4, min: 3, max: 10 }, size)).toEqual([
      {
        name: 'a',
        class: 'default-worker',
        ...(replicas === undefined ? { min: 3, max: 10 } : { replicas }),
      },
    ]);
  });

  it('leaves it to Cluster API to start with the least', () => {
    expect(autoscaled({ replicas: 0, min: 0, max: 2 })).toEqual([
      { name: 'a', class: 'default-worker', min: 0, max: 2 },
    ]);
  });

  it.each<[string[], Record<string, PoolSettings>, string, RegExp]>([
    [
      ['a'],
      {},
      'block pool-class-unknown /providers/cluster-api/pools/a',
      /the class has "default-worker", "gpu-worker"/,
    ],
    [
      ['a'],
      { a: { class: 'arm' } },
      'block pool-class-unknown /providers/cluster-api/pools/a',
      /worker class "arm"/,
    ],
    [
      [],
      { a: {} },
      'warn pool-unknown /providers/cluster-api/pools/a',
      /pool "a", which the cluster does not have/,
    ],
    [
      ['constructor'],
      {},
      'block pool-class-unknown /providers/cluster-api/pools/constructor',
      /does not say/,
    ],
  ])('finds what is wrong with %j and %j', (names, pools, finding, message) => {
    const { findings } = resolve(names, pools);
    expect(
      findings.map(({ severity, code, path }) => `${severity} ${code} ${path}`),
    ).toEqual([finding]);
    expect(findings[0].message).toMatch(message);
  });
});
