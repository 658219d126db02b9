import { exampleCheckedProfile } from '../__testUtils__/exampleProfile';
import { checkValues } from './checkValues';

type Change = NonNullable<Parameters<typeof exampleCheckedProfile>[0]>;

/** `code path` of each finding. */
function found(change?: Change): string[] {
  return checkValues(exampleCheckedProfile(change)).map(
    ({ severity, code, path }) =>
      `${severity === 'warn' ? 'warn ' : ''}${code} ${path}`,
  );
}

describe('checkValues', () => {
  it('has nothing to say about a sound profile', () => {
    expect(found()).toEqual([]);
  });

  it('holds them against the schema of the component', () => {
    expect(
      found(({ document: { spec } }) => {
        spec.layers[2].values = { replicas: 'two' };
      }),
    ).toEqual(['values-do-not-fit /spec/layers/2/values/replicas']);
  });

  it('leaves open what is known at deployment only', () => {
    expect(
      found(({ document: { spec } }) => {
        spec.layers[2].values = {
          replicas: '${{ parameters.workers }}',
          mode: '${{ parameters.workers }}',
        };
      }),
    ).toEqual([]);
  });

  it('refuses what is too deep or too large', () => {
    const nested = (levels: number): any =>
      levels === 0 ? {} : { a: nested(levels - 1) };
    expect(
      found(({ document: { spec } }) => {
        spec.layers[2].values = nested(19);
        spec.layers[3].values = nested(20);
        spec.layers[4].values = { text: 'x'.repeat(70_000) };
      }),
    ).toEqual([
      `values-too-deep /spec/layers/3/values${'/a'.repeat(20)}`,
      'values-too-large /spec/layers/4/values',
    ]);
  });
});
