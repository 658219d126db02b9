import { exampleCheckedProfile } from '../__testUtils__/exampleProfile';
import { checkRepositories } from './checkRepositories';

type Change = NonNullable<Parameters<typeof exampleCheckedProfile>[0]>;

/** `code path` of each finding. */
function found(change?: Change): string[] {
  return checkRepositories(exampleCheckedProfile(change)).map(
    ({ severity, code, path }) =>
      `${severity === 'warn' ? 'warn ' : ''}${code} ${path}`,
  );
}

describe('checkRepositories', () => {
  it('has nothing to say about a sound profile', () => {
    expect(found()).toEqual([]);
  });

  it('finds what no repository has', () => {
    expect(
      found(({ document: { spec } }) => {
        spec.layers[0].source!.repository = 'other';
        spec.layers[2].source!.chart = 'other';
        spec.layers[4].version = '9.9.9';
      }),
    ).toEqual([
      'unknown-repository /spec/layers/0/source/repository',
      'unknown-source /spec/layers/2/source',
      'unknown-layer-version /spec/layers/4/version',
    ]);
  });

  it('blocks what is blocked and warns of what is deprecated', () => {
    expect(
      found(profile => {
        profile.stateOf = ({ name }) =>
          name === 'rook'
            ? { state: 'blocked', reason: 'CVE' }
            : { state: 'deprecated' };
      }),
    ).toEqual([
      'warn deprecated-source /spec/layers/0/version',
      'warn deprecated-source /spec/layers/2/version',
      'blocked-source /spec/layers/3/version',
      'warn deprecated-source /spec/layers/4/version',
    ]);
  });

  it('finds the wrong kind and a Kubernetes that does not fit', () => {
    expect(
      found(({ document: { spec } }) => {
        spec.layers[1].version = '1.36.0';
        spec.layers[3].kind = 'addon';
      }),
    ).toEqual([
      'kubernetes-not-supported /spec/layers/2/version',
      'wrong-layer-kind /spec/layers/3/kind',
    ]);
  });
});
