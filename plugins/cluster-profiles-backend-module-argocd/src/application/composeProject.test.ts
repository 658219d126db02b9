import { composeProject } from './composeProject';

describe('composeProject', () => {
  it('lets in what is configured and named, and nothing else', () => {
    expect(
      composeProject({
        target: 'dev-eu1',
        instanceId: 'portal',
        namespace: 'argocd',
        clusters: ['shop', 'bank', 'shop'],
        repositories: new Map([
          ['registry', 'oci://registry.example/charts'],
          ['charts', 'https://charts.example'],
        ]),
      }),
    ).toEqual({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'AppProject',
      metadata: {
        name: 'clusterprofiles-dev-eu1',
        namespace: 'argocd',
        labels: {
          'clusterprofiles.io/instance': 'portal',
          'clusterprofiles.io/target': 'dev-eu1',
        },
      },
      spec: {
        description: 'Add-on layers of clusters on target dev-eu1',
        sourceRepos: ['https://charts.example', 'registry.example/charts'],
        destinations: [
          { name: 'bank', namespace: '*' },
          { name: 'shop', namespace: '*' },
        ],
        clusterResourceWhitelist: [{ group: '*', kind: '*' }],
        permitOnlyProjectScopedClusters: true,
      },
    });
  });
});
