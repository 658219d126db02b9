import type {
  KubernetesObject,
  ManagementCluster,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import { aDesiredState } from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import { composeProject } from '../application/composeProject';
import { ensureProject } from './ensureProject';

const REPOSITORIES = new Map([['charts', 'https://charts.example']]);

describe('ensureProject', () => {
  const project = (clusters: string[], instanceId = 'portal') =>
    composeProject({
      target: 'dev-eu1',
      instanceId,
      namespace: 'argocd',
      clusters,
      repositories: REPOSITORIES,
    });

  const application = (cluster: string): KubernetesObject => ({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: {
      name: cluster,
      labels: { 'clusterprofiles.io/cluster': cluster },
    },
  });

  /** What is written for the cluster checkout-dev, and over what. */
  async function ensure(options: {
    live?: KubernetesObject;
    applications?: string[];
  }): Promise<Array<{ object: KubernetesObject; expected: unknown }>> {
    const written: Array<{ object: KubernetesObject; expected: unknown }> = [];
    const management = {
      reader: {
        get: async () => options.live,
        list: async () => (options.applications ?? []).map(application),
      },
      writer: {
        apply: async (
          object: KubernetesObject,
          { expected }: { expected?: unknown },
        ) => {
          written.push({ object, expected });
          return object;
        },
      },
    } as unknown as ManagementCluster;
    await ensureProject({
      management,
      namespace: 'argocd',
      repositories: REPOSITORIES,
      cluster: aDesiredState(),
      marks: { instanceId: 'portal', revision: 1, idempotencyKey: 'k' },
    });
    return written;
  }

  it('makes it for the first cluster, where there is none', async () => {
    await expect(ensure({})).resolves.toEqual([
      { object: project(['checkout-dev']), expected: 'absent' },
    ]);
  });

  it('writes nothing where the cluster is let in', async () => {
    const live = project(['checkout-dev', 'shop-dev']);
    await expect(ensure({ live })).resolves.toEqual([]);
  });

  it('keeps the clusters that have layers, and drops the others', async () => {
    const live = project(['gone-dev', 'shop-dev']);
    await expect(
      ensure({ live, applications: ['shop-dev', 'shop-dev'] }),
    ).resolves.toEqual([
      { object: project(['checkout-dev', 'shop-dev']), expected: live },
    ]);
  });

  it('takes back what others widened', async () => {
    const live = project(['checkout-dev']);
    const widened = { ...live, spec: { ...live.spec, sourceRepos: ['*'] } };
    await expect(ensure({ live: widened })).resolves.toEqual([
      { object: live, expected: widened },
    ]);
  });

  it('is held against one of another portal', async () => {
    const live = project(['checkout-dev'], 'clone');
    await expect(ensure({ live })).rejects.toMatchObject({
      name: 'HeldError',
      message: expect.stringContaining('clusterprofiles-dev-eu1'),
    });
  });
});
