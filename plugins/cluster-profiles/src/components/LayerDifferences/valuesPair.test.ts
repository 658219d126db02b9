import type { JsonObject } from '@backstage/types';
import { diffValues } from '@cluster-profiles/plugin-cluster-profiles-common';
import { valuesPair } from './valuesPair';

const after: JsonObject = {
  controller: { replicas: 3, metrics: { enabled: true } },
  env: [
    { name: 'A', value: '1' },
    { name: 'B', value: '2' },
  ],
  ports: [80, 443],
  'with/slash': 1,
};

describe('valuesPair', () => {
  it.each<[string, JsonObject]>([
    [
      'a value changed',
      { ...after, controller: { replicas: 2, metrics: { enabled: true } } },
    ],
    ['a key added', { ...after, controller: { replicas: 3 } }],
    ['a key gone', { ...after, tolerations: { a: 1 } }],
    [
      'a named item changed',
      {
        ...after,
        env: [
          { name: 'A', value: '0' },
          { name: 'B', value: '2' },
        ],
      },
    ],
    [
      'a named item gone',
      {
        ...after,
        env: [
          { name: 'A', value: '1' },
          { name: 'B', value: '2' },
          { name: 'C', value: '3' },
        ],
      },
    ],
    ['a named item added', { ...after, env: [{ name: 'B', value: '2' }] }],
    ['a list changed', { ...after, ports: [80] }],
    ['an escaped key', { ...after, 'with/slash': 0 }],
  ])('restores the values before, whole: %s', (_what, before) => {
    const pair = valuesPair(diffValues(before, after), after);
    expect(pair.after).toEqual(after);
    expect(diffValues(pair.before, before)).toEqual([]);
    expect(diffValues(pair.before, pair.after)).toEqual(
      diffValues(before, after),
    );
  });

  it('shows the differences alone where it does not know the rest', () => {
    expect(
      valuesPair(
        [
          { path: '/controller/replicas', before: 2, after: 3 },
          { path: '/controller/metrics', after: { enabled: true } },
        ],
        undefined,
      ),
    ).toEqual({
      before: { controller: { replicas: 2 } },
      after: { controller: { replicas: 3, metrics: { enabled: true } } },
    });
  });

  it('does not trust values that do not fit the differences', () => {
    expect(
      valuesPair([{ path: '/replicas', before: 2, after: 3 }], {
        replicas: 5,
        other: 1,
      }),
    ).toEqual({ before: { replicas: 2 }, after: { replicas: 3 } });
  });

  it('takes no key for more than a key', () => {
    const { after: made } = valuesPair(
      [{ path: '/__proto__/polluted', after: true }],
      undefined,
    );
    expect(Object.keys(made)).toEqual(['__proto__']);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});
