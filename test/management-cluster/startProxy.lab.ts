import { type ManagementCluster, managementCluster } from './lab';
import {
  expired,
  expiredWatch,
  type Proxy,
  startProxy,
  tooManyRequests,
} from './startProxy';
import { until } from './until';

describe('a bad way to the lab', () => {
  let lab: ManagementCluster;
  let namespace: string;
  let proxy: Proxy;

  /** Without the retries of kubectl, which are few. */
  const read = (path = `/api/v1/namespaces/${namespace}`) =>
    lab
      .kubectlAs(proxy.kubeconfig, 'get', '--raw', path)
      .catch((error: { stderr: string }) => error.stderr);

  beforeAll(async () => {
    lab = await managementCluster();
    namespace = await lab.namespace();
    proxy = await startProxy(lab);
  });

  afterEach(() => proxy.behave());

  afterAll(async () => {
    await proxy?.stop();
    await lab?.removeNamespaces();
  });

  it('is a good one at first, with the identity of who asks', async () => {
    expect(JSON.parse(await read())).toMatchObject({ kind: 'Namespace' });
    expect(await read('/api/v1/namespaces/default/secrets')).toContain(
      'forbidden',
    );
    expect(proxy.requests).toContain(`GET /api/v1/namespaces/${namespace}`);
  });

  it('answers with what is asked for, as often as asked', async () => {
    proxy.misbehave(expired, { times: 1 });
    expect(await read()).toContain('Expired');
    expect(JSON.parse(await read())).toMatchObject({ kind: 'Namespace' });

    proxy.misbehave(tooManyRequests(1), { times: 1 });
    // kubectl waits as told, and asks again.
    expect(JSON.parse(await read())).toMatchObject({ kind: 'Namespace' });

    proxy.misbehave(expiredWatch, { matching: /watch=true/ });
    expect(JSON.parse(await read())).toMatchObject({ kind: 'Namespace' });
    expect(
      await read(
        `/apis/cluster.x-k8s.io/v1beta2/namespaces/${namespace}/clusters?watch=true`,
      ),
    ).toContain('"code":410');
  });

  it('is slow', async () => {
    proxy.misbehave({ kind: 'slow', ms: 1500 });
    const since = Date.now();
    expect(JSON.parse(await read())).toMatchObject({ kind: 'Namespace' });
    expect(Date.now() - since).toBeGreaterThan(1500);
  });

  it('breaks, before or after the server has the request', async () => {
    proxy.misbehave({ kind: 'drop' });
    expect(await read()).toMatch(/EOF|reset/);

    proxy.misbehave({ kind: 'lose-answer' }, { matching: /^PATCH/ });
    const cluster = {
      apiVersion: 'cluster.x-k8s.io/v1beta2',
      kind: 'Cluster',
      metadata: { name: 'lost', namespace },
      spec: {
        paused: true,
        topology: { classRef: { name: 'none' }, version: 'v1.34.1' },
      },
    };
    await expect(
      lab.apply([cluster], { as: proxy.kubeconfig }),
    ).rejects.toThrow(/EOF|reset/);
    expect(
      await lab.kubectl('get', 'cluster/lost', `--namespace=${namespace}`),
    ).toContain('lost');
  });

  it('breaks the watches that are open', async () => {
    const watches = () =>
      proxy.requests.filter(request => request.includes('watch=true')).length;
    const before = watches();
    const watch = read(
      `/apis/cluster.x-k8s.io/v1beta2/namespaces/${namespace}/clusters?watch=true`,
    );
    await until('the watch is open', async () => watches() > before);
    proxy.cut();
    // kubectl ends well when the connection of a watch does.
    await watch;
  });
});
