import { HIDDEN_VALUE } from '@cluster-profiles/plugin-cluster-profiles-common';
import { layerDifferences } from '../../__testUtils__/fixtures';
import { layerTexts } from './layerTexts';

describe('layerTexts', () => {
  it('tells values from what is beside them, for layers that differ', () => {
    const texts = layerTexts(
      [
        ...layerDifferences().filter(({ action }) => action === 'unchanged'),
        {
          name: 'ingress-nginx',
          kind: 'addon',
          action: 'changed',
          values: [
            { path: '/sha256', before: '1', after: '2' },
            { path: '/source/chart', before: 'a', after: 'b' },
            { path: '/values/replicas', before: 2, after: 3 },
          ],
        },
      ],
      [{ name: 'ingress-nginx', values: { replicas: 3, tier: 'front' } }],
    );
    expect(texts).toHaveLength(1);
    expect(texts[0].facts.map(({ path }) => path)).toEqual(['/source/chart']);
    expect(texts[0].pin.map(({ path }) => path)).toEqual(['/sha256']);
    expect(texts[0].values).toMatchObject({
      title: 'Values of ingress-nginx',
      before: 'replicas: 2\ntier: front\n',
      after: 'replicas: 3\ntier: front\n',
      folded: false,
    });
  });

  it('tells hidden values one by one', () => {
    const [{ facts, values }] = layerTexts([
      {
        name: 'cilium',
        kind: 'network',
        action: 'changed',
        values: [
          { path: '/values/mtu', before: HIDDEN_VALUE, after: HIDDEN_VALUE },
        ],
      },
    ]);
    expect(facts).toHaveLength(1);
    expect(values).toBeUndefined();
  });

  it('tells no empty facts of a layer that was not there', () => {
    const [{ facts }] = layerTexts([
      {
        name: 'new',
        kind: 'addon',
        action: 'added',
        values: [{ path: '/dependsOn', before: [], after: ['cilium'] }],
      },
    ]);
    expect(facts).toEqual([{ path: '/dependsOn', after: ['cilium'] }]);
  });

  it('shows the values of a removed layer as they were', () => {
    const [{ values }] = layerTexts([
      {
        name: 'old',
        kind: 'addon',
        action: 'removed',
        versionBefore: '1.0.0',
        values: [{ path: '/values/a', before: 1 }],
      },
    ]);
    expect(values).toMatchObject({
      before: 'a: 1\n',
      after: '',
      difference: { oneSided: true },
    });
  });
});
