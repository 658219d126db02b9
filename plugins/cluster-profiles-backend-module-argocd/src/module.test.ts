import { createBackendPlugin } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  addOnEnginesExtensionPoint,
  type AddOnEngine,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import {
  aDesiredState,
  aLayer,
  noBytes,
} from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import argoCd from './index';

async function start(argocd: object): Promise<AddOnEngine> {
  const engines: AddOnEngine[] = [];
  const host = createBackendPlugin({
    pluginId: 'cluster-profiles',
    register(env) {
      env.registerExtensionPoint(addOnEnginesExtensionPoint, {
        addEngine: engine => engines.push(engine),
      });
      env.registerInit({ deps: {}, async init() {} });
    },
  });
  await startTestBackend({
    features: [
      host,
      argoCd,
      mockServices.rootConfig.factory({
        data: { clusterProfiles: { argocd } },
      }),
    ],
  });
  const [engine] = engines;
  return engine;
}

const kubeconfig = { file: './there-is-none.yaml' };
const repositories = [{ name: 'charts', url: 'https://charts.example' }];
const layer = aLayer({ source: { type: 'helm', repository: 'charts' } });

describe('module argocd', () => {
  it('adds an engine that names its objects and what it does not know', async () => {
    const engine = await start({
      instances: [{ name: 'main', kubeconfig }],
      repositories,
    });
    const cluster = aDesiredState();
    expect(engine.id).toBe('argocd');
    await expect(
      engine.render({ cluster, layer, bytes: noBytes }),
    ).resolves.toEqual([
      expect.stringMatching(/^Application argocd\/checkout-dev-ingress-\w{8}$/),
    ]);
    const planned = { cluster, layer, bytes: noBytes };
    expect(engine.remarks?.({ ...planned, withoutPreview: false })).toEqual([
      expect.objectContaining({ code: 'source-mutable' }),
    ]);
    expect(engine.remarks?.({ ...planned, withoutPreview: true })).toEqual([
      expect.objectContaining({ severity: 'warn', code: 'source-mutable' }),
      expect.objectContaining({
        severity: 'warn',
        code: 'argocd-objects-unknown',
        layer: 'ingress',
      }),
    ]);
  });

  it('finds the instance of a target, or says that there is none', async () => {
    const engine = await start({
      instances: [
        { name: 'one', kubeconfig, namespace: 'one', targets: ['dev-eu1'] },
        { name: 'two', kubeconfig, namespace: 'two', targets: ['prod-eu1'] },
      ],
      repositories,
    });
    const on = (name: string) =>
      engine.render({
        cluster: aDesiredState({ target: { name } }),
        layer,
        bytes: noBytes,
      });
    await expect(on('dev-eu1')).resolves.toEqual([
      expect.stringContaining('Application one/'),
    ]);
    await expect(on('prod-eu1')).resolves.toEqual([
      expect.stringContaining('Application two/'),
    ]);
    await expect(on('dev-us1')).rejects.toMatchObject({
      name: 'ProviderRefusedError',
      message: expect.stringContaining('No Argo CD serves target dev-us1'),
    });
  });

  it('does not reach what is not there, and says so', async () => {
    const engine = await start({
      instances: [{ name: 'main', kubeconfig }],
      repositories,
    });
    await expect(
      engine.observe({ cluster: aDesiredState() }),
    ).rejects.toMatchObject({
      name: 'ProviderUnreachableError',
      message: expect.stringContaining('Argo CD instance "main"'),
    });
  });
});
