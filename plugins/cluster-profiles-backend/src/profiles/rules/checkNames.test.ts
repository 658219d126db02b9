import { exampleCheckedProfile } from '../__testUtils__/exampleProfile';
import { checkNames } from './checkNames';

type Change = NonNullable<Parameters<typeof exampleCheckedProfile>[0]>;

/** `code path` of each finding. */
function found(change?: Change): string[] {
  return checkNames(exampleCheckedProfile(change)).map(
    ({ severity, code, path }) =>
      `${severity === 'warn' ? 'warn ' : ''}${code} ${path}`,
  );
}

describe('checkNames', () => {
  it('has nothing to say about a sound profile', () => {
    expect(found()).toEqual([]);
  });

  it('finds layers and pools of one name', () => {
    expect(
      found(({ document: { spec } }) => {
        spec.layers[4].name = 'cilium';
        spec.nodePools?.workers?.push({ name: 'general', replicas: 1 });
      }),
    ).toEqual([
      'duplicate-name /spec/layers/4/name',
      'duplicate-name /spec/nodePools/workers/1/name',
    ]);
  });
});
