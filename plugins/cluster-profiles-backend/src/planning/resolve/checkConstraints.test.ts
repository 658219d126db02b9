import type { ProfileLayer } from '@cluster-profiles/plugin-cluster-profiles-common';
import { checkConstraints } from './checkConstraints';

const stack: ProfileLayer[] = [
  { name: 'ubuntu', kind: 'os', version: '24.04.3' },
  { name: 'kubernetes', kind: 'kubernetes', version: '1.35.2' },
];
const check = (constraints: ProfileLayer['constraints'], layers = stack) =>
  checkConstraints([
    ...layers,
    { name: 'x', kind: 'addon', version: '1.0.0', constraints },
  ]).map(({ severity, code, layer }) => ({ severity, code, layer }));
const broken = [{ severity: 'block', code: 'layer-constraint', layer: 'x' }];

describe('checkConstraints', () => {
  it.each<[ProfileLayer['constraints'], boolean]>([
    [undefined, true],
    [{ kubernetes: '>=1.31 <1.37' }, true],
    [{ kubernetes: '<1.35' }, false],
    [{ layers: { ubuntu: '24.04.3' } }, true],
    [{ layers: { ubuntu: '>=24.4' } }, true],
    [{ layers: { ubuntu: '>=25' } }, false],
    [{ layers: { nowhere: '*' } }, false],
  ])('%j holds: %p', (constraints, holds) => {
    expect(check(constraints)).toEqual(holds ? [] : broken);
  });

  it('compares with the Kubernetes that was seen where no profile brings one', () => {
    const addOn = {
      name: 'x',
      kind: 'addon' as const,
      version: '1.0.0',
      constraints: { kubernetes: '<1.35' },
    };
    expect(checkConstraints([addOn], '1.34.1')).toEqual([]);
    expect(checkConstraints([addOn], '1.35.0')).toMatchObject(broken);
  });

  it('heeds what a chart says of itself', () => {
    const addOn = {
      name: 'x',
      kind: 'addon' as const,
      version: '1.0.0',
      constraints: { kubernetes: '>=1.30' },
      chart: { kubernetes: '>=1.31.0-0' },
    };
    expect(checkConstraints([addOn], '1.31.4')).toEqual([]);
    expect(checkConstraints([addOn], '1.30.4')).toMatchObject(broken);
  });

  it('says nothing of Kubernetes where no profile brings it', () => {
    expect(check({ kubernetes: '<1.0' }, [])).toEqual([]);
  });
});
