import { composeProject } from './composeProject';
import type { Needs } from './needs';

describe('composeProject', () => {
  const needs = {
    repositories: ['charts'],
    kinds: ['/Service', 'apps/Deployment'],
    clusterKinds: ['/Namespace'],
    namespaces: ['kube-system', 'web'],
  };
  const compose = (more: Partial<Needs> = {}) =>
    composeProject({
      target: 'dev-eu1',
      instanceId: 'portal',
      namespace: 'argocd',
      clusters: ['shop', 'bank', 'shop'],
      repositories: new Map([
        ['registry', 'oci://registry.example/charts'],
        ['charts', 'https://charts.example'],
      ]),
      needs: { ...needs, ...more },
    });

  it('lets in what is needed, and nothing else', () => {
    expect(compose()).toEqual({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'AppProject',
      metadata: {
        name: 'clusterprofiles-dev-eu1',
        namespace: 'argocd',
        labels: {
          'clusterprofiles.io/instance': 'portal',
          'clusterprofiles.io/target': 'dev-eu1',
        },
        annotations: { 'clusterprofiles.io/needs': JSON.stringify(needs) },
      },
      spec: {
        description: 'Add-on layers of clusters on target dev-eu1',
        sourceRepos: ['https://charts.example'],
        destinations: [
          { name: 'bank', namespace: 'kube-system' },
          { name: 'bank', namespace: 'web' },
          { name: 'shop', namespace: 'kube-system' },
          { name: 'shop', namespace: 'web' },
        ],
        clusterResourceWhitelist: [{ group: '', kind: 'Namespace' }],
        namespaceResourceWhitelist: [
          { group: '', kind: 'Service' },
          { group: 'apps', kind: 'Deployment' },
        ],
        permitOnlyProjectScopedClusters: true,
      },
    });
  });

  it('leaves namespaces open where there would be more destinations than Argo CD can go through', () => {
    const namespaces = (count: number) =>
      Array.from({ length: count }, (_, index) => `ns-${index}`);
    expect(
      compose({ namespaces: namespaces(1_000) }).spec?.destinations,
    ).toHaveLength(2_000);
    expect(
      compose({ namespaces: namespaces(1_001) }).spec?.destinations,
    ).toEqual([
      { name: 'bank', namespace: '*' },
      { name: 'shop', namespace: '*' },
    ]);
  });

  it('lets in only the namespaces that are needed, and keeps clusters that need none yet', () => {
    expect(compose({ namespaces: ['web'] }).spec?.destinations).toEqual([
      { name: 'bank', namespace: 'web' },
      { name: 'shop', namespace: 'web' },
    ]);
    expect(compose({ namespaces: [] }).spec?.destinations).toEqual([
      { name: 'bank', namespace: '' },
      { name: 'shop', namespace: '' },
    ]);
  });

  it('lets in anything that is configured where nobody knows', () => {
    const any = ['*'];
    expect(
      compose({
        repositories: any,
        kinds: any,
        clusterKinds: any,
        namespaces: any,
      }).spec,
    ).toMatchObject({
      destinations: [
        { name: 'bank', namespace: '*' },
        { name: 'shop', namespace: '*' },
      ],
      sourceRepos: [
        'https://charts.example',
        'oci://registry.example/charts',
        'oci://registry.example/charts/**',
        'registry.example/charts',
      ],
      clusterResourceWhitelist: [{ group: '*', kind: '*' }],
      namespaceResourceWhitelist: [{ group: '*', kind: '*' }],
    });
  });
});
