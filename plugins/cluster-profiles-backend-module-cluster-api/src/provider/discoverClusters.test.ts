import {
  cluster,
  list,
  startScriptedApi,
  status,
  type ScriptedApi,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node/testUtils';
import { discoverClusters } from './discoverClusters';

describe('discoverClusters', () => {
  let api: ScriptedApi;

  beforeEach(async () => {
    api = await startScriptedApi();
  });

  afterEach(() => api.stop());

  const discover = () =>
    discoverClusters({ reader: api.connect().reader, namespace: 'team-a' });

  const marked = (name: string, annotations: Record<string, string>) => ({
    metadata: {
      name,
      labels: { 'clusterprofiles.io/cluster-uid': `uid-${name}` },
      annotations,
    },
  });

  it('tells name, version, and which portal makes them, of all pages', async () => {
    api.on(
      /GET .*namespaces\/team-a\/clusters$/,
      list(
        [
          {
            ...cluster('shop', '1'),
            spec: { topology: { version: 'v1.33.1' } },
          },
          cluster('plain', '1'),
          {
            metadata: {
              name: 'going',
              deletionTimestamp: '2026-01-01T00:00:00Z',
            },
          },
        ],
        { resourceVersion: '9', continue: 'next' },
      ),
      list([
        marked('theirs', { 'clusterprofiles.io/instance': 'other' }),
        marked('unclear', {}),
      ]),
    );
    const found = [];
    for await (const one of discover()) {
      found.push(one);
    }
    expect(found).toEqual([
      { source: 'shop', kubernetesVersion: '1.33.1' },
      { source: 'plain' },
      { source: 'theirs', portal: 'other' },
      { source: 'unclear', portal: 'unknown' },
    ]);
  });

  it('asks for no page more than is read', async () => {
    api.on(
      /clusters$/,
      list([cluster('a', '1'), cluster('b', '1')], {
        resourceVersion: '9',
        continue: 'next',
      }),
    );
    for await (const { source } of discover()) {
      expect(source).toBe('a');
      break;
    }
    expect(api.requests).toHaveLength(1);
  });

  it('says that nobody answers', async () => {
    api.on(/clusters$/, status(503));
    await expect(discover().next()).rejects.toMatchObject({
      name: 'ProviderUnreachableError',
    });
  });
});
