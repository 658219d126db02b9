import type { JsonObject, JsonValue } from '@backstage/types';
import {
  aDesiredState,
  withLayer,
} from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import { aDifference } from './__testUtils__/findings';
import { setsObserved } from './setsObserved';

const scaled = aDifference();
const withValues = (values: JsonObject) =>
  withLayer(aDesiredState(), 'ingress', { values });
const sets = (
  before: JsonObject,
  after: JsonObject,
  difference: ReturnType<typeof aDifference>,
) =>
  setsObserved(
    { before: withValues(before), after: withValues(after) },
    { layer: 'ingress', difference },
  );
const image = (desired: JsonValue, observed: JsonValue) =>
  aDifference({ path: '/spec/containers/web/image', desired, observed });

describe('setsObserved', () => {
  it.each<[string, JsonObject, JsonObject, ReturnType<typeof aDifference>]>([
    ['a value of that name', { replicaCount: 3 }, { replicaCount: 5 }, scaled],
    ['a default of the chart', {}, { controller: { replicas: 5 } }, scaled],
    ['what was desired, by another name', { size: 2 }, { size: 5 }, scaled],
    [
      'a part of it',
      { image: { tag: '1.0' } },
      { image: { tag: '1.1' } },
      image('web:1.0', 'web:1.1'),
    ],
    [
      'two parts of it',
      { image: { repository: 'web', tag: '1.0' } },
      { image: { repository: 'mirror/web', tag: '1.1' } },
      image('web:1.0', 'mirror/web:1.1'),
    ],
  ])('tells of a change of %s', (_, before, after, difference) => {
    expect(sets(before, after, difference)).toBe(true);
  });

  it.each<[string, JsonObject, JsonObject, ReturnType<typeof aDifference>]>([
    ['leaves it', { replicas: 5 }, { replicas: 5 }, scaled],
    ['sets something else', { replicas: 2 }, { replicas: 4 }, scaled],
    ['sets the same elsewhere', { port: 1 }, { port: 5 }, scaled],
    [
      'cannot be told to',
      { replicas: 2 },
      { replicas: 5 },
      aDifference({ observed: undefined, hidden: 'secret' }),
    ],
  ])('finds none that %s', (_, before, after, difference) => {
    expect(sets(before, after, difference)).toBe(false);
  });

  it('finds none of another layer', () => {
    expect(
      setsObserved(
        {
          before: withValues({ replicas: 2 }),
          after: withValues({ replicas: 5 }),
        },
        { layer: 'cilium', difference: aDifference() },
      ),
    ).toBe(false);
  });

  it('tells of the size of a pool', () => {
    const before = aDesiredState();
    const [pool, ...others] = before.nodePools.workers;
    const after = {
      ...before,
      nodePools: {
        ...before.nodePools,
        workers: [{ ...pool, replicas: 7 }, ...others],
      },
    };
    const found = (name: string) =>
      setsObserved(
        { before, after },
        {
          layer: 'kubernetes',
          difference: aDifference({
            path: `/spec/topology/workers/machineDeployments/${name}/replicas`,
            desired: pool.replicas,
            observed: 7,
          }),
        },
      );
    expect([found(pool.name), found('another')]).toEqual([true, false]);
  });
});
