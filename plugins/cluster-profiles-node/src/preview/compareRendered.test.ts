import { compareRendered } from './compareRendered';
import type { RenderedObject } from './RenderedObject';

const object = (
  kind: string,
  name: string,
  more: Partial<RenderedObject> = {},
): RenderedObject => ({
  apiVersion: 'v1',
  kind,
  metadata: { name, namespace: 'shop' },
  ...more,
});

describe('compareRendered', () => {
  it('tells what comes, changes, goes and stays, what is at risk first', () => {
    const policy = { 'helm.sh/resource-policy': 'keep' };
    const kept = object('ConfigMap', 'kept', {
      metadata: { name: 'kept', namespace: 'shop', annotations: policy },
    });
    expect(
      compareRendered({
        before: [
          object('ConfigMap', 'same'),
          object('ConfigMap', 'settings', { data: { a: '1', b: '2' } }),
          object('ConfigMap', 'old'),
          object('PersistentVolumeClaim', 'data'),
          kept,
        ],
        after: [
          object('ConfigMap', 'settings', { data: { a: '2', c: '3' } }),
          object('ConfigMap', 'same'),
          object('Service', 'web'),
        ],
        keeps: ({ metadata }) => metadata.annotations === policy,
      }),
    ).toEqual([
      {
        object: 'PersistentVolumeClaim shop/data',
        action: 'removed',
        risk: 'What is stored on its volume is lost, unless the volume is retained.',
      },
      { object: 'ConfigMap shop/old', action: 'removed' },
      {
        object: 'ConfigMap shop/settings',
        action: 'changed',
        fields: [
          { path: '/data/a', before: '1', after: '2' },
          { path: '/data/b', before: '2' },
          { path: '/data/c', after: '3' },
        ],
      },
      { object: 'Service shop/web', action: 'added' },
      { object: 'ConfigMap shop/kept', action: 'kept' },
    ]);
  });

  it('sees no risk in what only goes once nothing of others is in it', () => {
    const before = [object('Namespace', 'shop'), object('Namespace', 'shared')];
    expect(
      compareRendered({
        before,
        after: [],
        guards: ({ metadata }) => metadata.name === 'shared',
      }),
    ).toEqual([
      {
        object: 'Namespace shop/shop',
        action: 'removed',
        risk: 'All that is in it is deleted with it.',
      },
      { object: 'Namespace shop/shared', action: 'removed' },
    ]);
  });

  it('takes an object of another version of its kind for the same, of another group for another', () => {
    const budget = (apiVersion: string) =>
      object('PodDisruptionBudget', 'web', { apiVersion });
    const [change, ...more] = compareRendered({
      before: [budget('policy/v1beta1')],
      after: [budget('policy/v1')],
    });
    expect(change.fields).toEqual([
      { path: '/apiVersion', before: 'policy/v1beta1', after: 'policy/v1' },
    ]);
    expect(more).toEqual([]);
    expect(
      compareRendered({
        before: [object('Issuer', 'x', { apiVersion: 'a.io/v1' })],
        after: [object('Issuer', 'x', { apiVersion: 'b.io/v1' })],
      }).map(({ action }) => action),
    ).toEqual(['removed', 'added']);
  });

  it('never shows what Secrets hold', () => {
    const secret = (password: string, user: string) =>
      object('Secret', 'login', {
        data: { password },
        stringData: { user },
        metadata: {
          name: 'login',
          namespace: 'shop',
          labels: { tier: password },
        },
      });
    const changes = compareRendered({
      before: [secret('b2xk', 'alice')],
      after: [{ ...secret('bmV3', 'bob'), data: { token: 'bmV3' } }],
    });
    expect(changes[0].fields).toEqual([
      { path: '/data/password', before: 'not shown' },
      { path: '/data/token', after: 'not shown' },
      { path: '/metadata/labels/tier', before: 'b2xk', after: 'bmV3' },
      { path: '/stringData/user', before: 'not shown', after: 'not shown' },
    ]);
    const whole = compareRendered({
      before: [object('Secret', 'login')],
      after: [object('Secret', 'login', { data: { password: 'bmV3' } })],
    });
    expect(JSON.stringify(whole)).not.toContain('bmV3');
  });

  it('leaves out what means nothing', () => {
    const dated = (date: string) =>
      object('ConfigMap', 'x', { data: { date, size: date.length } });
    const compare = (after: string) =>
      compareRendered({
        before: [dated('2026')],
        after: [dated(after)],
        ignores: (_, path) => path === '/data/date',
      });
    expect(compare('2027')).toEqual([]);
    expect(compare('20270')[0].fields).toHaveLength(1);
  });

  it('keeps plans small', () => {
    const many = (value: string) =>
      object('ConfigMap', 'x', {
        data: Object.fromEntries(
          Array.from({ length: 50 }, (_, index) => [`k${index}`, value]),
        ),
      });
    const [change] = compareRendered({
      before: [many('a')],
      after: [many('b'.repeat(5_000))],
    });
    expect(change.fields).toHaveLength(40);
    expect(change.moreFields).toBe(10);
    expect(change.fields![0].after).toMatch(/^b{2000}… \(5000 characters\)$/);
  });
});
