import { mockServices } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import { readClusterApiConfig } from './readClusterApiConfig';

const KUBECONFIG = { name: 'lab', kubeconfig: { file: './kubeconfig' } };
const MANAGEMENT_CLUSTERS = 'clusterProfiles.clusterApi.managementClusters';

describe('readClusterApiConfig', () => {
  const read = (managementClusters: JsonObject[], targets: JsonObject[] = []) =>
    readClusterApiConfig(
      mockServices.rootConfig({
        data: {
          clusterProfiles: { clusterApi: { managementClusters }, targets },
        },
      }),
    ).managementClusters;

  it('has no management cluster by default', () => {
    expect(readClusterApiConfig(mockServices.rootConfig({ data: {} }))).toEqual(
      { managementClusters: [] },
    );
  });

  it('reads each way in, and the namespaces of the targets', () => {
    expect(
      read(
        [
          {
            name: 'lab',
            kubeconfig: { file: './kubeconfig', context: 'lab' },
            requestTimeoutSeconds: 20,
          },
          { name: 'pod', serviceAccount: true },
          {
            name: 'url',
            url: 'https://mgmt.example:6443/k8s',
            tokenFile: './token',
            caFile: './ca.crt',
          },
        ],
        [
          { provider: 'cluster-api', endpoint: 'lab', namespace: 'team-b' },
          { provider: 'cluster-api', endpoint: 'lab', namespace: 'team-a' },
          { provider: 'cluster-api', endpoint: 'lab', namespace: 'team-a' },
          { provider: 'cluster-api', endpoint: 'pod' },
          { provider: 'simulator', endpoint: 'elsewhere' },
        ],
      ),
    ).toEqual([
      {
        name: 'lab',
        connection: { way: 'kubeconfig', file: './kubeconfig', context: 'lab' },
        requestTimeoutSeconds: 20,
        namespaces: ['team-a', 'team-b'],
      },
      {
        name: 'pod',
        connection: { way: 'serviceAccount' },
        requestTimeoutSeconds: 30,
        namespaces: ['default'],
      },
      {
        name: 'url',
        connection: {
          way: 'url',
          url: 'https://mgmt.example:6443/k8s',
          tokenFile: './token',
          caFile: './ca.crt',
        },
        requestTimeoutSeconds: 30,
        namespaces: [],
      },
    ]);
  });

  it.each<[string, JsonObject[], string]>([
    ['no way in', [{ name: 'lab' }], '[0] needs exactly one of'],
    [
      'a way in that is switched off',
      [{ name: 'lab', serviceAccount: false }],
      'it has none',
    ],
    [
      'two ways in',
      [{ ...KUBECONFIG, serviceAccount: true }],
      '[0] needs exactly one of kubeconfig, serviceAccount: true, or url with tokenFile; it has kubeconfig and serviceAccount',
    ],
    ['no name', [{ kubeconfig: { file: 'x' } }], 'name'],
    ['a bad name', [{ ...KUBECONFIG, name: 'My Lab' }], '[0].name is "My Lab"'],
    ['one name twice', [KUBECONFIG, KUBECONFIG], '[1].name: there are two'],
    ['no file', [{ name: 'lab', kubeconfig: {} }], 'kubeconfig.file'],
    [
      'no token',
      [{ name: 'lab', url: 'https://mgmt.example' }],
      '[0].tokenFile',
    ],
    [
      'a token where it does not belong',
      [{ ...KUBECONFIG, tokenFile: 'x' }],
      '[0].tokenFile goes with url, not with kubeconfig',
    ],
    [
      'no encryption',
      [{ name: 'lab', url: 'http://mgmt.example', tokenFile: 'x' }],
      '[0].url must be https://',
    ],
    [
      'no time',
      [{ ...KUBECONFIG, requestTimeoutSeconds: 0 }],
      '[0].requestTimeoutSeconds is 0; use 1 to 300',
    ],
  ])('refuses %s with the path', (_, managementClusters, message) => {
    expect(() => read(managementClusters)).toThrow(message);
  });

  it('keeps a password in a URL out of its message', () => {
    const url = 'https://admin:hunter2@mgmt.example';
    const entry = { name: 'lab', url, tokenFile: 'x' };
    expect(() => read([entry])).toThrow('[0].url must be');
    expect(() => read([entry])).not.toThrow('hunter2');
  });

  it.each<[string, JsonObject, string]>([
    [
      'names none',
      { provider: 'cluster-api' },
      `clusterProfiles.targets[0].endpoint is missing; name one of ${MANAGEMENT_CLUSTERS}`,
    ],
    [
      'names one that is not there',
      { provider: 'cluster-api', endpoint: 'prod' },
      `clusterProfiles.targets[0].endpoint is "prod", which is none of ${MANAGEMENT_CLUSTERS} (lab)`,
    ],
  ])('refuses a target that %s', (_, target, message) => {
    expect(() => read([KUBECONFIG], [target])).toThrow(message);
  });
});
