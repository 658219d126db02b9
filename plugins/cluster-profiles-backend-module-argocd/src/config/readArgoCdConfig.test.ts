import { mockServices } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import { MIRROR } from '../application/needs';
import { readArgoCdConfig } from './readArgoCdConfig';

const MAIN = { name: 'main', kubeconfig: { file: './kubeconfig' } };

describe('readArgoCdConfig', () => {
  const read = (argocd: JsonObject) =>
    readArgoCdConfig(
      mockServices.rootConfig({ data: { clusterProfiles: { argocd } } }),
    );

  it('has nothing by default', () => {
    expect(readArgoCdConfig(mockServices.rootConfig({ data: {} }))).toEqual({
      instances: [],
      repositories: new Map(),
      logins: new Map(),
      helm: { apiVersions: [] },
    });
  });

  it('knows the layer repositories, unless it is told another address', () => {
    const { repositories, logins } = readArgoCdConfig(
      mockServices.rootConfig({
        data: {
          clusterProfiles: {
            repositories: [
              { name: 'library', type: 'library' },
              {
                name: 'charts',
                type: 'helm',
                url: 'https://charts.example',
                username: 'reader',
                password: 'hush',
              },
              { name: 'registry', type: 'oci', url: 'oci://outside.example/a' },
            ],
            mirror: {
              url: 'oci://mirror.example/pinned/',
              username: 'writer',
              password: 'secret',
            },
            argocd: {
              repositories: [
                { name: 'registry', url: 'oci://inside.example/a' },
              ],
            },
          },
        },
      }),
    );
    expect([...repositories]).toEqual([
      ['charts', 'https://charts.example'],
      ['registry', 'oci://inside.example/a'],
      [MIRROR, 'oci://mirror.example/pinned'],
    ]);
    // What pushes to the mirror is not given to Argo CD.
    expect([...logins]).toEqual([
      ['charts', { username: 'reader', password: 'hush' }],
    ]);
  });

  it('reads instances and repositories', () => {
    expect(
      read({
        instances: [
          MAIN,
          {
            name: 'other',
            serviceAccount: true,
            namespace: 'gitops',
            targets: ['prod-eu1'],
          },
        ],
        repositories: [
          { name: 'charts', url: 'https://charts.example/stable' },
          { name: 'registry', url: 'oci://registry.example/charts' },
        ],
        helm: { path: './bin/helm', apiVersions: ['example.io/v1'] },
      }),
    ).toEqual({
      instances: [
        {
          name: 'main',
          connection: { way: 'kubeconfig', file: './kubeconfig' },
          requestTimeoutSeconds: 30,
          namespace: 'argocd',
        },
        {
          name: 'other',
          connection: { way: 'serviceAccount' },
          requestTimeoutSeconds: 30,
          namespace: 'gitops',
          targets: ['prod-eu1'],
        },
      ],
      repositories: new Map([
        ['charts', 'https://charts.example/stable'],
        ['registry', 'oci://registry.example/charts'],
      ]),
      logins: new Map(),
      helm: { path: './bin/helm', apiVersions: ['example.io/v1'] },
    });
  });

  it.each<[string, JsonObject, string]>([
    [
      'no way in',
      { instances: [{ name: 'main' }] },
      'clusterProfiles.argocd.instances[0] needs exactly one of',
    ],
    ['one name twice', { instances: [MAIN, MAIN] }, 'instances[1].name'],
    [
      'two instances for all targets',
      { instances: [MAIN, { ...MAIN, name: 'other' }] },
      'instances[1].targets is missing',
    ],
    [
      'a target of two instances',
      {
        instances: [
          { ...MAIN, targets: ['a'] },
          { ...MAIN, name: 'other', targets: ['b', 'a'] },
        ],
      },
      'instances[1].targets names "a", as does clusterProfiles.argocd.instances[0]',
    ],
    [
      'a repository twice',
      {
        repositories: [
          { name: 'a', url: 'https://a.example' },
          { name: 'a', url: 'https://b.example' },
        ],
      },
      'repositories[1].name',
    ],
    [
      'another scheme',
      { repositories: [{ name: 'a', url: 'file:///charts' }] },
      'repositories[0].url must be',
    ],
  ])('refuses %s with the path', (_, argocd, message) => {
    expect(() => read(argocd)).toThrow(message);
  });

  it('keeps a password in a URL out of its message', () => {
    const url = 'https://admin:hunter2@charts.example';
    const argocd = { repositories: [{ name: 'a', url }] };
    expect(() => read(argocd)).toThrow('repositories[0].url must be');
    expect(() => read(argocd)).not.toThrow('hunter2');
  });
});
