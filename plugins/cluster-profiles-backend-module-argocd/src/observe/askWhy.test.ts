import type { ObservedLayer } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { JsonApi } from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import { ProviderUnreachableError } from '@cluster-profiles/plugin-cluster-profiles-node';
import { askWhy } from './askWhy';

const APPLICATION = {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Application',
  metadata: { name: 'shop-web', namespace: 'argocd', uid: '1' },
  spec: { project: 'shop' },
};
const DEGRADED: ObservedLayer = {
  name: 'web',
  health: 'Degraded',
  drift: 'InSync',
  message: 'Argo CD finds its objects Degraded',
};

const NOW = new Date('2026-11-22T10:01:00Z');

describe('askWhy', () => {
  const asked: string[] = [];
  const api: JsonApi = {
    async get(path, { query }) {
      asked.push(`${path} ${query?.appNamespace} ${query?.project}`);
      return {
        nodes: [
          {
            kind: 'Pod',
            namespace: 'web',
            name: 'web-1',
            health: { status: 'Degraded', message: 'no such image' },
          },
        ],
      };
    },
  };

  beforeEach(() => {
    asked.length = 0;
  });

  it('adds the reason from the objects', async () => {
    const seen = await askWhy(APPLICATION, { seen: DEGRADED, now: NOW, api });
    expect(seen).toEqual({
      ...DEGRADED,
      message:
        'Argo CD finds its objects Degraded: Pod web/web-1: no such image',
    });
    expect(asked).toEqual([
      '/api/v1/applications/shop-web/resource-tree argocd shop',
    ]);
  });

  it.each<[string, Partial<ObservedLayer>]>([
    ['is healthy', { health: 'Healthy' }],
    ['is on its way', { health: 'Progressing', drift: 'Unknown' }],
  ])('asks nobody about a layer that %s', async (_, change) => {
    const seen = { ...DEGRADED, ...change };
    expect(await askWhy(APPLICATION, { seen, now: NOW, api })).toBe(seen);
    expect(asked).toEqual([]);
  });

  const WAITING: ObservedLayer = {
    name: 'web',
    health: 'Progressing',
    drift: 'Unknown',
    message: 'Objects are being applied: waiting for completion of hook',
  };
  const running = (change: object = {}) => ({
    ...APPLICATION,
    spec: { ...APPLICATION.spec, source: { chart: 'web' } },
    status: {
      operationState: {
        phase: 'Running',
        startedAt: '2026-11-22T10:00:45Z',
        syncResult: { source: { chart: 'web' } },
        ...change,
      },
    },
  });

  it('adds the reason where an operation waits for long, for a hook or an object', async () => {
    const seen = await askWhy(running(), { seen: WAITING, now: NOW, api });
    expect(seen.message).toBe(
      'Objects are being applied: waiting for completion of hook: Pod web/web-1: no such image',
    );
  });

  it.each<[string, object]>([
    ['has only begun', { startedAt: '2026-11-22T10:00:46Z' }],
    ['is on another source', { syncResult: { source: { chart: 'old' } } }],
    ['is over', { phase: 'Succeeded' }],
  ])('asks nobody about an operation that %s', async (_, change) => {
    const options = { seen: WAITING, now: NOW, api };
    expect(await askWhy(running(change), options)).toBe(WAITING);
    expect(asked).toEqual([]);
  });

  it('leaves it at what the Application tells where nobody answers', async () => {
    const silent: JsonApi = {
      async get() {
        throw new ProviderUnreachableError('Argo CD does not answer');
      },
    };
    for (const options of [{ api: silent }, {}]) {
      const seen = await askWhy(APPLICATION, {
        seen: DEGRADED,
        now: NOW,
        ...options,
      });
      expect(seen).toBe(DEGRADED);
    }
  });
});
