import type { ClusterProfileSpec } from '@cluster-profiles/plugin-cluster-profiles-common';
import { aVersion, refusalOf } from '../__testUtils__/builders';
import { composeNodePools, drivingParameter, profilePools } from './nodePools';

const scope = { parameters: { a: 4, deep: { b: 2 }, text: 'x' } };
const compose = (
  nodePools: ClusterProfileSpec['nodePools'],
  poolOverrides: Record<string, number> = {},
) =>
  composeNodePools({
    version: aVersion({ spec: { nodePools } }),
    poolOverrides,
    scope,
  });

describe('composeNodePools', () => {
  it('sorts pools by name and puts numbers in', () => {
    const pools = compose({
      controlPlane: { replicas: 1 },
      workers: [
        { name: 'z', replicas: '${{ parameters.a }}' },
        { name: 'b', replicas: 0 },
        { name: 'a', replicas: '${{ parameters.deep.b }}' },
      ],
    });
    expect(pools).toEqual({
      controlPlane: { replicas: 1 },
      workers: [
        { name: 'a', replicas: 2 },
        { name: 'b', replicas: 0 },
        { name: 'z', replicas: 4 },
      ],
    });
  });

  it('has three control plane machines and no workers by default', () => {
    expect(compose(undefined)).toEqual({
      controlPlane: { replicas: 3 },
      workers: [],
    });
  });

  it('lets overrides win', () => {
    expect(
      compose(
        { workers: [{ name: 'b', replicas: 1 }] },
        { b: 5, controlPlane: 1 },
      ),
    ).toEqual({
      controlPlane: { replicas: 1 },
      workers: [{ name: 'b', replicas: 5 }],
    });
  });

  it('gives an autoscaler its range, and a start within it', () => {
    const { workers } = compose(
      {
        workers: [
          { name: 'a', min: '${{ parameters.deep.b }}', max: 9 },
          { name: 'b', replicas: 3, min: 0, max: '${{ parameters.a }}' },
          // A parameter has moved the range past the start.
          { name: 'c', replicas: 1, min: '${{ parameters.a }}', max: 9 },
        ],
      },
      { a: 7 },
    );
    expect(workers).toEqual([
      { name: 'a', replicas: 2, min: 2, max: 9 },
      { name: 'b', replicas: 3, min: 0, max: 4 },
      { name: 'c', replicas: 4, min: 4, max: 9 },
    ]);
  });

  it.each<[ClusterProfileSpec['nodePools'], string, string]>([
    [{ controlPlane: { replicas: 2 } }, 'control-plane-size', '/controlPlane'],
    [
      { controlPlane: { replicas: '${{ parameters.a }}' } },
      'control-plane-size',
      '/parameters/a',
    ],
    [{ workers: [{ name: 'b', replicas: -1 }] }, 'pool-size', '/workers/b'],
    [{ workers: [{ name: 'b', replicas: 1.5 }] }, 'pool-size', '/workers/b'],
    [
      { workers: [{ name: 'b', min: '${{ parameters.a }}', max: 3 }] },
      'pool-range',
      '/parameters/a',
    ],
    [
      { workers: [{ name: 'b', min: 1, max: '${{ parameters.text }}' }] },
      'pool-size',
      '/parameters/text',
    ],
    [
      { workers: [{ name: 'b', replicas: '${{ parameters.text }}' }] },
      'pool-size',
      '/parameters/text',
    ],
  ])('refuses %j', (nodePools, code, path) => {
    expect(refusalOf(() => compose(nodePools))).toMatchObject({
      name: 'InputError',
      details: [{ code, path }],
    });
  });
});

describe('drivingParameter', () => {
  it.each<[number | string | undefined, string[] | undefined]>([
    ['${{ parameters.a }}', ['a']],
    ['${{parameters.deep.b}}', ['deep', 'b']],
    ['1${{ parameters.a }}', undefined],
    ['${{ target.variables.a }}', undefined],
    [3, undefined],
    [undefined, undefined],
  ])('of %p is %p', (replicas, expected) => {
    expect(drivingParameter(replicas)).toEqual(expected);
  });
});

describe('profilePools', () => {
  it('lists the control plane first', () => {
    expect([...profilePools(aVersion()).keys()]).toEqual([
      'controlPlane',
      'general',
      'batch',
    ]);
  });
});
