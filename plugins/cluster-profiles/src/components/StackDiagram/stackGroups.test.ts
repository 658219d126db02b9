import { stackGroups } from './stackGroups';

describe('stackGroups', () => {
  it('draws add-ons by category on top and the operating system at the bottom', () => {
    const groups = stackGroups([
      { name: 'ubuntu', kind: 'os' },
      { name: 'kubernetes', kind: 'kubernetes' },
      { name: 'cilium', kind: 'network' },
      { name: 'loki', kind: 'addon', category: 'logging' },
      { name: 'istio', kind: 'addon', category: 'service-mesh' },
      { name: 'promtail', kind: 'addon', category: 'logging' },
      { name: 'custom', kind: 'addon' },
    ]);
    expect(
      groups.map(({ title, layers }) => [title, layers.map(l => l.name)]),
    ).toEqual([
      ['Logging', ['loki', 'promtail']],
      ['Service mesh', ['istio']],
      ['Add-on', ['custom']],
      ['Network', ['cilium']],
      ['Kubernetes', ['kubernetes']],
      ['Operating system', ['ubuntu']],
    ]);
    expect(groups.map(({ part }) => part)).toEqual([
      'Add-ons',
      undefined,
      undefined,
      'Core',
      undefined,
      undefined,
    ]);
  });

  it('heads no parts where there is only one', () => {
    const [{ part }] = stackGroups([{ name: 'custom', kind: 'addon' }]);
    expect(part).toBeUndefined();
  });
});
