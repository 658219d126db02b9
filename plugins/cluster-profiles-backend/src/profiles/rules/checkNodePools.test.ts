import { exampleCheckedProfile } from '../__testUtils__/exampleProfile';
import { checkNodePools } from './checkNodePools';

type Change = NonNullable<Parameters<typeof exampleCheckedProfile>[0]>;

/** `code path` of each finding. */
function found(change?: Change): string[] {
  return checkNodePools(exampleCheckedProfile(change)).map(
    ({ severity, code, path }) =>
      `${severity === 'warn' ? 'warn ' : ''}${code} ${path}`,
  );
}

describe('checkNodePools', () => {
  it('has nothing to say about a sound profile', () => {
    expect(found()).toEqual([]);
  });

  it('finds a parameter that is no whole number', () => {
    expect(
      found(({ document: { spec } }) => {
        spec.parameters = {
          type: 'object',
          properties: { workers: { type: 'number', default: 3 } },
        };
      }),
    ).toEqual(['replicas-no-number /spec/nodePools/workers/0/replicas']);
  });

  it('finds a control plane without majority', () => {
    expect(
      found(({ document: { spec } }) => {
        spec.nodePools = { controlPlane: { replicas: 2 } };
      }),
    ).toEqual(['control-plane-size /spec/nodePools/controlPlane/replicas']);
  });
});
