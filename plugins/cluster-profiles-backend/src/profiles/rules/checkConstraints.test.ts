import { exampleCheckedProfile } from '../__testUtils__/exampleProfile';
import { checkConstraints } from './checkConstraints';

type Change = NonNullable<Parameters<typeof exampleCheckedProfile>[0]>;

/** `code path` of each finding. */
function found(change?: Change): string[] {
  return checkConstraints(exampleCheckedProfile(change)).map(
    ({ severity, code, path }) =>
      `${severity === 'warn' ? 'warn ' : ''}${code} ${path}`,
  );
}

describe('checkConstraints', () => {
  it('has nothing to say about a sound profile', () => {
    expect(found()).toEqual([]);
  });

  it('finds ranges that do not hold', () => {
    expect(
      found(({ document: { spec } }) => {
        spec.layers[4].constraints = {
          kubernetes: '<1.35',
          layers: { cilium: '^2', ubuntu: '>=24', ghost: '*', rook: 'new' },
        };
      }),
    ).toEqual([
      'constraint-not-met /spec/layers/4/constraints/kubernetes',
      'constraint-not-met /spec/layers/4/constraints/layers/cilium',
      'unknown-constraint-layer /spec/layers/4/constraints/layers/ghost',
      'bad-constraint /spec/layers/4/constraints/layers/rook',
    ]);
  });

  it('finds a range that leaves out a version on the way', () => {
    expect(
      found(({ document: { spec } }) => {
        spec.layers[1].through = ['1.34.3'];
        spec.layers[4].constraints = { kubernetes: '>=1.35' };
      }),
    ).toEqual(['constraint-not-met /spec/layers/4/constraints/kubernetes']);
  });

  it('checks only the range itself in an add-on profile', () => {
    const withRange = (kubernetes: string) =>
      found(({ document: { spec } }) => {
        spec.type = 'add-on';
        spec.layers = [{ ...spec.layers[4], constraints: { kubernetes } }];
      });
    expect(withRange('<1.35')).toEqual([]);
    expect(withRange('x.y')).toEqual([
      'bad-constraint /spec/layers/0/constraints/kubernetes',
    ]);
  });
});
