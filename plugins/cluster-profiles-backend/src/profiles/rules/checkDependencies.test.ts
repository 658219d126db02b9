import { exampleCheckedProfile } from '../__testUtils__/exampleProfile';
import { checkDependencies } from './checkDependencies';

type Change = NonNullable<Parameters<typeof exampleCheckedProfile>[0]>;

/** `code path` of each finding. */
function found(change?: Change): string[] {
  return checkDependencies(exampleCheckedProfile(change)).map(
    ({ severity, code, path }) =>
      `${severity === 'warn' ? 'warn ' : ''}${code} ${path}`,
  );
}

describe('checkDependencies', () => {
  it('has nothing to say about a sound profile', () => {
    expect(found()).toEqual([]);
  });

  it('finds what is not there', () => {
    expect(
      found(({ document: { spec } }) => {
        spec.layers[4].dependsOn = ['cilium', 'ghost'];
      }),
    ).toEqual(['unknown-dependency /spec/layers/4/dependsOn/1']);
  });

  it('finds a circle, and a layer that waits for itself', () => {
    expect(
      found(({ document: { spec } }) => {
        spec.layers[3].dependsOn = ['ingress'];
        spec.layers[4].dependsOn = ['rook'];
      }),
    ).toEqual(['circular-dependency /spec/layers']);
    expect(
      found(({ document: { spec } }) => {
        spec.layers[4].dependsOn = ['ingress'];
      }),
    ).toEqual(['circular-dependency /spec/layers']);
  });

  it('finds a network that waits for what needs it', () => {
    expect(
      found(({ document: { spec } }) => {
        spec.layers[2].dependsOn = ['ingress'];
        spec.layers[4].dependsOn = [];
      }),
    ).toEqual(['dependency-starts-later /spec/layers/2/dependsOn/0']);
  });
});
