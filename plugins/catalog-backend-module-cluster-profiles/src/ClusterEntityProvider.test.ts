import { mockServices } from '@backstage/backend-test-utils';
import { ResponseError } from '@backstage/errors';
import type { EntityProviderConnection } from '@backstage/plugin-catalog-node';
import type { ClusterDetail } from '@cluster-profiles/plugin-cluster-profiles-common';
import { aCluster } from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import { ClusterEntityProvider } from './ClusterEntityProvider';
import { toClusterEntity } from './toClusterEntity';

const detail = (name: string, overrides: Partial<ClusterDetail> = {}) => ({
  ...aCluster({ name }),
  layers: [],
  conditions: [],
  ...overrides,
});

async function answer(status: number, body: string): Promise<ResponseError> {
  return (await ResponseError.fromResponse(
    new Response(body, {
      status,
      headers: { 'Content-Type': 'application/json' },
    }),
  )) as ResponseError;
}

function setup(options: { kubernetes?: { authProvider: string } } = {}) {
  const api = { listClusters: jest.fn(), getCluster: jest.fn() };
  const connection = {
    applyMutation: jest.fn(),
    refresh: jest.fn(),
  } satisfies EntityProviderConnection;
  const provider = new ClusterEntityProvider({
    api,
    auth: mockServices.auth(),
    logger: mockServices.logger.mock(),
    ...options,
  });
  return { api, connection, provider };
}

describe('ClusterEntityProvider', () => {
  it('makes the catalog hold exactly the clusters that there are', async () => {
    const { api, connection, provider } = setup();
    await provider.connect(connection);
    const clusters = [aCluster({ name: 'a' }), aCluster({ name: 'b' })];
    api.listClusters.mockResolvedValue({ items: clusters, totalCount: 2 });

    await provider.synchronizeAll();

    expect(connection.applyMutation).toHaveBeenCalledTimes(1);
    expect(connection.applyMutation).toHaveBeenCalledWith({
      type: 'full',
      entities: clusters.map(item => ({
        entity: toClusterEntity({ cluster: item }),
        locationKey: 'cluster-profiles',
      })),
    });
    expect(api.getCluster).not.toHaveBeenCalled();
    expect(api.listClusters.mock.calls[0][1].token).toContain(
      '"target":"cluster-profiles"',
    );
  });

  it('changes nothing when the list fails or is incomplete', async () => {
    const { api, connection, provider } = setup();
    await provider.connect(connection);

    api.listClusters.mockRejectedValueOnce(new Error('down'));
    await expect(provider.synchronizeAll()).rejects.toThrow('down');
    api.listClusters.mockResolvedValue({ items: [], totalCount: 7 });
    await expect(provider.synchronizeAll()).rejects.toThrow('incomplete');

    expect(connection.applyMutation).not.toHaveBeenCalled();
  });

  it('looks for the address of the API of clusters that were seen, and changes nothing when that fails', async () => {
    const { api, connection, provider } = setup({
      kubernetes: { authProvider: 'aws' },
    });
    await provider.connect(connection);
    api.listClusters.mockResolvedValue({
      items: [
        aCluster({ name: 'new' }),
        aCluster({ name: 'seen', observedAt: '2026-11-22T00:00:00.000Z' }),
      ],
      totalCount: 2,
    });
    api.getCluster.mockRejectedValueOnce(new Error('down'));
    await expect(provider.synchronizeAll()).rejects.toThrow('down');
    expect(connection.applyMutation).not.toHaveBeenCalled();

    api.getCluster.mockResolvedValue(
      detail('seen', {
        observed: {
          apiServer: { url: 'https://seen.example.com' },
        } as ClusterDetail['observed'],
      }),
    );
    await provider.synchronizeAll();
    const [{ entities }] = connection.applyMutation.mock.calls[0];
    expect(
      entities.map(
        ({ entity }: any) =>
          entity.metadata.annotations['kubernetes.io/api-server'],
      ),
    ).toEqual([undefined, 'https://seen.example.com']);
  });

  it('brings one cluster up to date', async () => {
    const { api, connection, provider } = setup();
    await provider.connect(connection);
    api.getCluster.mockResolvedValue(detail('a'));
    await provider.synchronizeOne('a');
    expect(connection.applyMutation).toHaveBeenCalledWith({
      type: 'delta',
      added: [
        {
          entity: toClusterEntity({ cluster: detail('a') }),
          locationKey: 'cluster-profiles',
        },
      ],
      removed: [],
    });
  });

  it('removes a cluster that is deleted, or that the API does not know', async () => {
    const { api, connection, provider } = setup();
    await provider.connect(connection);
    const removal = {
      type: 'delta',
      added: [],
      removed: [
        { entityRef: 'resource:default/a', locationKey: 'cluster-profiles' },
      ],
    };
    api.getCluster.mockResolvedValueOnce(detail('a', { phase: 'deleted' }));
    await provider.synchronizeOne('a');
    expect(connection.applyMutation).toHaveBeenLastCalledWith(removal);

    api.getCluster.mockRejectedValueOnce(
      await answer(
        404,
        JSON.stringify({
          error: { name: 'NotFoundError', message: 'No cluster a' },
          response: { statusCode: 404 },
        }),
      ),
    );
    await provider.synchronizeOne('a');
    expect(connection.applyMutation).toHaveBeenCalledTimes(2);
    expect(connection.applyMutation).toHaveBeenLastCalledWith(removal);
  });

  it.each([
    ['a 404 that is not the API speaking', 404, 'not found'],
    ['an outage', 503, ''],
    ['a refusal', 403, ''],
  ])('does not take %s for a deletion', async (_, status, body) => {
    const { api, connection, provider } = setup();
    await provider.connect(connection);
    api.getCluster.mockRejectedValueOnce(await answer(status, body));
    await expect(provider.synchronizeOne('a')).rejects.toThrow(`${status}`);
    expect(connection.applyMutation).not.toHaveBeenCalled();
  });

  it('does not bring back with an old list what was deleted meanwhile', async () => {
    const { api, connection, provider } = setup();
    await provider.connect(connection);
    let respond!: (page: unknown) => void;
    api.listClusters.mockReturnValue(
      new Promise(resolve => {
        respond = resolve;
      }),
    );
    api.getCluster.mockResolvedValue(detail('a', { phase: 'deleted' }));

    const all = provider.synchronizeAll();
    const one = provider.synchronizeOne('a');
    await new Promise(setImmediate);
    respond({ items: [aCluster({ name: 'a' })], totalCount: 1 });
    await Promise.all([all, one]);

    expect(
      connection.applyMutation.mock.calls.map(([mutation]) => mutation.type),
    ).toEqual(['full', 'delta']);
  });

  it('goes on after a failure', async () => {
    const { api, connection, provider } = setup();
    await provider.connect(connection);
    api.getCluster
      .mockRejectedValueOnce(new Error('down'))
      .mockResolvedValueOnce(detail('b'));
    const results = await Promise.allSettled([
      provider.synchronizeOne('a'),
      provider.synchronizeOne('b'),
    ]);
    expect(results.map(({ status }) => status)).toEqual([
      'rejected',
      'fulfilled',
    ]);
  });
});
