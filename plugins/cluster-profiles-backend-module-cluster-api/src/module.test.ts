import { createBackendPlugin } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  clusterProvidersExtensionPoint,
  type ClusterProvider,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import {
  aDesiredState,
  aTarget,
  noFiles,
} from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import clusterApi from './index';

async function start(clusterProfiles: object): Promise<ClusterProvider> {
  const providers: ClusterProvider[] = [];
  const host = createBackendPlugin({
    pluginId: 'cluster-profiles',
    register(env) {
      env.registerExtensionPoint(clusterProvidersExtensionPoint, {
        addProvider: provider => providers.push(provider),
      });
      env.registerInit({ deps: {}, async init() {} });
    },
  });
  await startTestBackend({
    features: [
      host,
      clusterApi,
      mockServices.rootConfig.factory({ data: { clusterProfiles } }),
    ],
  });
  const [provider] = providers;
  return provider;
}

const lab = {
  clusterApi: {
    managementClusters: [
      { name: 'lab', kubeconfig: { file: './there-is-none.yaml' } },
    ],
  },
};
const target = {
  name: 'lab-dev',
  provider: 'cluster-api',
  endpoint: 'lab',
};

describe('module cluster-api', () => {
  it('adds a provider that brings the core layers', async () => {
    const provider = await start(lab);
    expect(provider.id).toBe('cluster-api');
    expect(provider.layerKinds).toEqual([
      'os',
      'kubernetes',
      'network',
      'storage',
    ]);
  });

  it('starts without a management cluster, and says what a target lacks', async () => {
    const provider = await start({});
    await expect(
      provider.preflight({ target: aTarget(target) }),
    ).resolves.toEqual([
      expect.objectContaining({
        severity: 'block',
        code: 'management-cluster-unknown',
        message:
          "Target lab-dev is on management cluster 'lab', which is not configured",
      }),
    ]);
  });

  it('takes nothing for gone while its management cluster is not configured or not reached', async () => {
    const desired = aDesiredState({ target });
    const marks = { instanceId: 'a', revision: 1, idempotencyKey: 'a' };
    for (const config of [{}, lab]) {
      const provider = await start(config);
      for (const attempt of [
        () => provider.observe({ desired }),
        () => provider.delete({ desired, marks }),
        () => provider.apply({ desired, marks, files: noFiles }),
        () => provider.preview({ desired, files: noFiles }),
      ]) {
        await expect(attempt()).rejects.toMatchObject({
          name: 'ProviderUnreachableError',
          message: expect.stringContaining('lab'),
        });
      }
    }
  });

  it('names the key of the configuration that is wrong', async () => {
    await expect(
      start({
        clusterApi: {
          managementClusters: [{ name: 'lab', url: 'http://lab' }],
        },
      }),
    ).rejects.toThrow(/clusterApi\.managementClusters\[0\]/);
  });
});
