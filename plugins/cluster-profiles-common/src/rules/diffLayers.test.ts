import { diffLayers, type DiffableLayer } from './diffLayers';

const stack: DiffableLayer[] = [
  { name: 'ubuntu', kind: 'os', version: '24.04.3' },
  { name: 'kubernetes', kind: 'kubernetes', version: '1.35.2' },
  {
    name: 'cilium',
    kind: 'network',
    version: '1.18.3',
    source: { type: 'helm', repository: 'library', chart: 'cilium' },
    values: { hubble: { enabled: true } },
  },
  { name: 'rook', kind: 'storage', version: '1.18.0' },
  {
    name: 'ingress',
    kind: 'addon',
    category: 'ingress',
    version: '4.13.3',
    dependsOn: ['cilium', 'rook'],
  },
];
const replace = (name: string, change: Partial<DiffableLayer>) =>
  stack.map(layer => (layer.name === name ? { ...layer, ...change } : layer));
const changed = (before: DiffableLayer[], after: DiffableLayer[]) =>
  diffLayers({ before, after }).filter(layer => layer.action !== 'unchanged');

describe('diffLayers', () => {
  it('lists unchanged layers in stack order whatever the order was', () => {
    const after = [...stack].reverse();
    after[0] = { ...after[0], dependsOn: ['rook', 'cilium'] };
    const layers = diffLayers({ before: stack, after });
    expect(layers.map(layer => layer.name)).toEqual(
      stack.map(layer => layer.name),
    );
    expect(layers.every(layer => layer.action === 'unchanged')).toBe(true);
    expect(layers[4]).toEqual({
      name: 'ingress',
      kind: 'addon',
      category: 'ingress',
      action: 'unchanged',
      versionBefore: '4.13.3',
      versionAfter: '4.13.3',
      values: [],
    });
  });

  it('shows everything as added or removed where there is no other side', () => {
    expect(
      diffLayers({ after: stack }).map(layer => [layer.name, layer.action]),
    ).toEqual(stack.map(layer => [layer.name, 'added']));
    expect(diffLayers({ after: stack })[2]).toMatchObject({
      versionAfter: '1.18.3',
      values: [
        { path: '/source', after: stack[2].source },
        { path: '/values/hubble', after: { enabled: true } },
      ],
    });
    expect(diffLayers({ before: stack })[0]).toEqual({
      name: 'ubuntu',
      kind: 'os',
      action: 'removed',
      versionBefore: '24.04.3',
      values: [],
    });
  });

  it('puts removed layers last', () => {
    expect(
      diffLayers({
        before: stack,
        after: [
          ...stack.slice(1),
          { name: 'flatcar', kind: 'os', version: '1' },
        ],
      }).map(layer => `${layer.name} ${layer.action}`),
    ).toEqual([
      'flatcar added',
      'kubernetes unchanged',
      'cilium unchanged',
      'rook unchanged',
      'ingress unchanged',
      'ubuntu removed',
    ]);
  });

  it('says how far a version moves', () => {
    expect(changed(stack, replace('ingress', { version: '4.13.4' }))).toEqual([
      {
        name: 'ingress',
        kind: 'addon',
        category: 'ingress',
        action: 'changed',
        versionBefore: '4.13.3',
        versionAfter: '4.13.4',
        semver: 'patch',
        values: [],
      },
    ]);
    expect(
      changed(stack, replace('ubuntu', { version: '24.04.4' }))[0].semver,
    ).toBe('other');
  });

  it.each<[string, Partial<DiffableLayer>, string]>([
    [
      'values',
      { values: { hubble: { enabled: false } } },
      '/values/hubble/enabled',
    ],
    ['the address', { address: 'https://x' }, '/address'],
    ['the bytes', { sha256: 'ab' }, '/sha256'],
    [
      'the source',
      { source: { type: 'helm', repository: 'other', chart: 'cilium' } },
      '/source/repository',
    ],
    ['dependencies', { dependsOn: ['ubuntu'] }, '/dependsOn'],
    ['the category', { category: 'x' }, '/category'],
    ['the profile', { profile: 'x' }, '/profile'],
  ])('sees %s', (_, change, path) => {
    expect(changed(stack, replace('cilium', change))).toMatchObject([
      { name: 'cilium', action: 'changed', values: [{ path }] },
    ]);
  });
});
