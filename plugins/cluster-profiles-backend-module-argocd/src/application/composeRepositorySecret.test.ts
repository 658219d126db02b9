import { composeRepositorySecret } from './composeRepositorySecret';

describe('composeRepositorySecret', () => {
  const compose = (
    source: { repoURL: string; chart?: string; path?: string },
    login?: { username: string; password: string },
  ) => {
    const { metadata, data } = composeRepositorySecret({
      target: 'dev-eu1',
      instanceId: 'portal',
      namespace: 'argocd',
      source,
      login,
    });
    return {
      metadata,
      data: Object.fromEntries(
        Object.entries(data as Record<string, string>).map(([key, value]) => [
          key,
          Buffer.from(value, 'base64').toString(),
        ]),
      ),
    };
  };

  it('is for one project, ours, and holds the login', () => {
    expect(
      compose(
        { repoURL: 'https://charts.example', chart: 'web' },
        { username: 'a', password: 'hush' },
      ),
    ).toEqual({
      metadata: {
        name: expect.stringMatching(/^clusterprofiles-repository-\w{8}$/),
        namespace: 'argocd',
        labels: {
          'argocd.argoproj.io/secret-type': 'repository',
          'clusterprofiles.io/instance': 'portal',
          'clusterprofiles.io/target': 'dev-eu1',
        },
      },
      data: {
        type: 'helm',
        url: 'https://charts.example',
        project: 'clusterprofiles-dev-eu1',
        username: 'a',
        password: 'hush',
      },
    });
  });

  it('tells Argo CD of a registry of charts, and of what is pulled by digest', () => {
    expect(
      compose({ repoURL: 'registry.example/charts', chart: 'web' }).data,
    ).toMatchObject({
      type: 'helm',
      url: 'registry.example/charts',
      enableOCI: 'true',
    });
    expect(
      compose({ repoURL: 'oci://registry.example/web', path: '.' }).data,
    ).toEqual({
      type: 'oci',
      url: 'oci://registry.example/web',
      project: 'clusterprofiles-dev-eu1',
    });
  });
});
