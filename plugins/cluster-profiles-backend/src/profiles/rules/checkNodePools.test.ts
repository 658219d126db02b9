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

  it('finds a range that is none, and a start outside of it', () => {
    const pools = (...workers: Array<Record<string, number | string>>) =>
      found(({ document: { spec } }) => {
        spec.nodePools = {
          workers: workers.map((size, index) => ({
            name: `p${index}`,
            ...size,
          })),
        };
      });
    expect(pools({ min: 0, max: 0 }, { replicas: 3, min: 3, max: 9 })).toEqual(
      [],
    );
    expect(
      pools(
        { min: 4, max: 3 },
        { replicas: 2, min: 3, max: 9 },
        { replicas: 10, min: '${{ parameters.workers }}', max: 9 },
      ),
    ).toEqual([
      'pool-range /spec/nodePools/workers/0/min',
      'pool-range /spec/nodePools/workers/1/replicas',
      'pool-range /spec/nodePools/workers/2/replicas',
    ]);
  });

  it('finds a control plane without majority', () => {
    expect(
      found(({ document: { spec } }) => {
        spec.nodePools = { controlPlane: { replicas: 2 } };
      }),
    ).toEqual(['control-plane-size /spec/nodePools/controlPlane/replicas']);
  });
});
