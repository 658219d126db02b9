import { InputError } from '@backstage/errors';
import { ProviderRefusedError } from '@cluster-profiles/plugin-cluster-profiles-node';
import {
  cluster,
  json,
  list,
  type ScriptedApi,
  startScriptedApi,
  status,
} from './testUtils/startScriptedApi';

const CLUSTERS = {
  apiVersion: 'cluster.x-k8s.io/v1beta2',
  kind: 'Cluster',
  namespace: 'team-a',
};
const CHECKOUT = { ...CLUSTERS, name: 'checkout' };

describe('KubernetesReadClient', () => {
  let api: ScriptedApi;

  beforeEach(async () => {
    api = await startScriptedApi();
  });

  afterEach(async () => {
    await api.stop();
  });

  it('finds one object, or that there is none', async () => {
    const { reader } = api.connect();
    api.on(/GET .*checkout$/, json(cluster('checkout', '7')));
    await expect(reader.get(CHECKOUT)).resolves.toEqual(
      cluster('checkout', '7'),
    );
    expect(api.requests[0].path).toBe(
      '/apis/cluster.x-k8s.io/v1beta2/namespaces/team-a/clusters/checkout',
    );
    api.on(
      /GET .*checkout$/,
      status(404, { details: { name: 'checkout', kind: 'clusters' } }),
    );
    await expect(reader.get(CHECKOUT)).resolves.toBeUndefined();
  });

  it('lets the API server answer from its memory where that is enough', async () => {
    const { reader } = api.connect();
    api.on(/GET .*checkout/, json(cluster('checkout', '7')));
    await reader.get(CHECKOUT, { recent: true });
    expect(api.requests[0].query.get('resourceVersion')).toBe('0');
  });

  it('joins the pages of a list and says what kind its items are', async () => {
    const items = [1, 2, 3].map(n => ({ metadata: { name: `c${n}` } }));
    api.on(
      /clusters/,
      list(items.slice(0, 2), { resourceVersion: '9', continue: 'next' }),
      list(items.slice(2)),
    );
    const found = await api
      .connect()
      .reader.list({ ...CLUSTERS, labelSelector: 'a=b' });
    expect(found.map(({ kind, metadata }) => [kind, metadata.name])).toEqual([
      ['Cluster', 'c1'],
      ['Cluster', 'c2'],
      ['Cluster', 'c3'],
    ]);
    expect(api.requests.map(({ query }) => query.toString())).toEqual([
      'limit=500&labelSelector=a%3Db',
      'limit=500&labelSelector=a%3Db&continue=next',
    ]);
  });

  it('takes an empty list of metadata, which has no items, for empty', async () => {
    const empty = {
      kind: 'PartialObjectMetadataList',
      metadata: { resourceVersion: '9' },
      items: null,
    };
    api.on(/clusters/, json(empty), json({ ...empty, kind: 'ClusterList' }));
    const { reader } = api.connect();
    await expect(
      reader.list({ ...CLUSTERS, metadataOnly: true }),
    ).resolves.toEqual([]);
    await expect(reader.list(CLUSTERS)).rejects.toThrow('no list');
  });

  it('gives no part of a list whose second page fails', async () => {
    api.on(
      /clusters/,
      list([{ metadata: { name: 'c1' } }], {
        resourceVersion: '9',
        continue: 'next',
      }),
      status(410, { message: 'The provided continue parameter is too old' }),
    );
    await expect(api.connect().reader.list(CLUSTERS)).rejects.toThrow(
      'too old',
    );
  });

  it('says which provider is missing for a kind that is not served', async () => {
    const { reader } = api.connect();
    await expect(reader.get({ ...CHECKOUT, kind: 'Chariot' })).rejects.toThrow(
      'Management cluster "lab" does not know the kind Chariot of cluster.x-k8s.io/v1beta2; install the provider that brings it',
    );
    await expect(
      reader.list({ ...CLUSTERS, apiVersion: 'gone.io/v1' }),
    ).rejects.toThrow(ProviderRefusedError);
  });

  it('asks again where a kind is when it is gone, and finds it when it is back', async () => {
    const { reader } = api.connect();
    api.on(/clusters/, list([]));
    await reader.list(CLUSTERS);
    // No name in the details: it is the kind that is gone
    api.on(/clusters/, status(404, { details: {} }));
    api.on(/v1beta2$/, status(404));
    await expect(reader.list(CLUSTERS)).rejects.toThrow(ProviderRefusedError);
    await expect(reader.get(CHECKOUT)).rejects.toThrow(
      'does not know the kind',
    );
  });

  it('names verb, resource, namespace and remedy when access is missing', async () => {
    api.on(
      /clusters/,
      status(403, {
        reason: 'Forbidden',
        message:
          'clusters.cluster.x-k8s.io is forbidden: User "x" cannot list resource "clusters" in API group "cluster.x-k8s.io" in the namespace "team-a"',
      }),
    );
    const error = await api
      .connect()
      .reader.list(CLUSTERS)
      .catch(e => e);
    expect(error).toBeInstanceOf(ProviderRefusedError);
    expect(error.message).toBe(
      'Management cluster "lab" forbids us to list clusters.cluster.x-k8s.io in namespace team-a; grant this verb to the portal\'s identity, see its role in the documentation',
    );
  });

  it('wants a namespace where the kind has one', async () => {
    await expect(
      api.connect().reader.get({ ...CHECKOUT, namespace: undefined }),
    ).rejects.toThrow(InputError);
  });

  it('asks whether it may, the subresource apart', async () => {
    api.on(
      /selfsubjectaccessreviews/,
      json({ status: { allowed: true } }, 201),
      json({ status: { allowed: false } }, 201),
    );
    const { reader } = api.connect();
    const attributes = {
      group: 'cluster.x-k8s.io',
      resource: 'clusters/status',
      verb: 'patch',
      namespace: 'team-a',
    };
    await expect(reader.canI(attributes)).resolves.toBe(true);
    await expect(reader.canI(attributes)).resolves.toBe(false);
    expect(api.requests[0].body.spec.resourceAttributes).toEqual({
      group: 'cluster.x-k8s.io',
      resource: 'clusters',
      subresource: 'status',
      verb: 'patch',
      namespace: 'team-a',
    });
  });

  it('tells the version, the groups and the kinds', async () => {
    api.on(/version$/, json({ gitVersion: 'v1.36.3' }));
    api.on(
      /GET \/apis$/,
      json({
        groups: [
          { name: 'cluster.x-k8s.io', versions: [{ version: 'v1beta2' }] },
        ],
      }),
    );
    const { reader } = api.connect();
    await expect(reader.version()).resolves.toBe('v1.36.3');
    await expect(reader.groups()).resolves.toEqual([
      { name: 'cluster.x-k8s.io', versions: ['v1beta2'] },
    ]);
    await expect(reader.kinds('v1')).resolves.toEqual([
      {
        kind: 'Namespace',
        resource: 'namespaces',
        namespaced: false,
        listable: false,
      },
    ]);
    await expect(reader.kinds('gone.io/v1')).resolves.toEqual([]);
  });
});
