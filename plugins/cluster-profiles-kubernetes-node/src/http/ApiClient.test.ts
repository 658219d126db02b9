import {
  ProviderRefusedError,
  ProviderUnreachableError,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import {
  cluster,
  cut,
  cutShort,
  hang,
  json,
  list,
  type ScriptedApi,
  startScriptedApi,
  status,
  text,
  TOKEN,
} from '../testUtils/startScriptedApi';

const CLUSTER = {
  apiVersion: 'cluster.x-k8s.io/v1beta2',
  kind: 'Cluster',
  namespace: 'team-a',
  name: 'checkout',
};

describe('ApiClient', () => {
  let api: ScriptedApi;

  beforeEach(async () => {
    api = await startScriptedApi();
  });

  afterEach(async () => {
    await api.stop();
  });

  const get = (options?: { timeoutSeconds?: number; signal?: AbortSignal }) =>
    api.connect(options).reader.get(CLUSTER, { signal: options?.signal });

  it('sends credentials and says who asks', async () => {
    api.on(/clusters/, json(cluster('checkout', '1')));
    await get();
    expect(api.requests).toHaveLength(1);
    expect(api.requests[0].headers).toMatchObject({
      authorization: `Bearer ${TOKEN}`,
      'user-agent': 'cluster-profiles',
    });
  });

  it('uses one connection for one request after another', async () => {
    const ports = new Set<number | undefined>();
    api.on(/clusters/, (response, request) => {
      ports.add(response.socket?.remotePort);
      json(cluster('checkout', '1'))(response, request);
    });
    const { reader } = api.connect();
    for (let i = 0; i < 5; i++) {
      await reader.get(CLUSTER);
    }
    expect(ports.size).toBe(1);
  });

  it('reads again when an idle connection turns out to be closed', async () => {
    const answer = json(cluster('checkout', '1'));
    api.on(/clusters/, answer, cut, answer);
    const { reader } = api.connect();
    await reader.get(CLUSTER);
    await expect(reader.get(CLUSTER)).resolves.toBeDefined();
    expect(api.requests).toHaveLength(3);
  });

  it.each([
    ['is cut before an answer', cut, 'cut the connection'],
    ['is cut in the middle of an answer', cutShort, 'the answer broke off'],
    ['answers with a page', text('<html>Sign in</html>'), 'is not JSON'],
    ['answers JSON that is broken', text('{"kind": "Clus'), 'is not JSON'],
    ['answers with what is no object', json([1, 2]), 'is no object'],
    ['leads elsewhere', text('', 302), 'it answers 302'],
    [
      'is broken',
      text('<html>', 502),
      'it answers 502: not a Kubernetes answer',
    ],
    [
      'has a webhook that is down',
      status(500, { message: 'failed calling webhook: connection refused' }),
      'it answers 500: failed calling webhook: connection refused',
    ],
  ])('is unreachable when it %s', async (_, act, message) => {
    api.on(/clusters/, act);
    const error = await get().catch(e => e);
    expect(error).toBeInstanceOf(ProviderUnreachableError);
    expect(error.message).toContain(message);
    expect(error.message).not.toContain(TOKEN);
  });

  it('is unreachable when nobody listens, and says where', async () => {
    await api.close();
    const error = await get().catch(e => e);
    expect(error).toBeInstanceOf(ProviderUnreachableError);
    expect(error.message).toBe(
      `Management cluster "lab": ${new URL(api.url).host} refuses connections`,
    );
  });

  it('waits no longer than configured', async () => {
    api.on(/clusters/, hang);
    await expect(get({ timeoutSeconds: 0.2 })).rejects.toThrow(
      ProviderUnreachableError,
    );
  });

  it('waits for a slow one within its time', async () => {
    api.on(/clusters/, (response, request) => {
      setTimeout(() => json(cluster('checkout', '1'))(response, request), 300);
    });
    await expect(get({ timeoutSeconds: 2 })).resolves.toBeDefined();
  });

  it('stops as soon as the caller does, with his reason', async () => {
    api.on(/clusters/, hang);
    const controller = new AbortController();
    const asked = get({ signal: controller.signal });
    setTimeout(() => controller.abort(new Error('no longer wanted')), 50);
    await expect(asked).rejects.toThrow('no longer wanted');
  });

  it('does as 429 asks, three times at most', async () => {
    const patience = status(429, {}, { 'retry-after': '2' });
    api.on(/clusters/, patience, patience, json(cluster('checkout', '1')));
    await expect(get()).resolves.toBeDefined();
    expect(api.waits).toEqual([2000, 2000]);

    api.on(/clusters/, patience);
    await expect(get()).rejects.toThrow(
      'it is overloaded and asks to try again in 2 s (429)',
    );
    expect(api.requests).toHaveLength(6);
  });

  it('leaves it to the caller to wait for long', async () => {
    api.on(/clusters/, status(429, {}, { 'retry-after': '60' }));
    await expect(get()).rejects.toThrow(ProviderUnreachableError);
    expect(api.waits).toEqual([]);
  });

  it('takes up a renewed token when the old one is refused', async () => {
    api.on(/clusters/, (response, request) =>
      request.headers.authorization === 'Bearer renewed'
        ? json(cluster('checkout', '1'))(response, request)
        : status(401)(response, request),
    );
    const { reader } = api.connect();
    await expect(reader.get(CLUSTER)).rejects.toThrow(
      'it does not accept our credentials (401)',
    );
    await api.writeKubeconfig('renewed');
    await expect(reader.get(CLUSTER)).resolves.toBeDefined();
  });

  it('refuses an object or a page that is too large', async () => {
    const huge = (megabytes: number) =>
      text(`{"filler":"${'x'.repeat(megabytes * 1024 * 1024)}"}`);
    api.on(/clusters/, huge(5));
    await expect(get()).rejects.toThrow(
      'Management cluster "lab": the answer is larger than 4096 KiB',
    );
    api.on(/clusters/, huge(33));
    await expect(api.connect().reader.list(CLUSTER)).rejects.toThrow(
      ProviderRefusedError,
    );
  });

  it('takes an answer without items for no list', async () => {
    api.on(/clusters/, json({ kind: 'ClusterList', metadata: {} }));
    await expect(api.connect().reader.list(CLUSTER)).rejects.toThrow(
      ProviderUnreachableError,
    );
    api.on(/clusters/, list([]));
    await expect(api.connect().reader.list(CLUSTER)).resolves.toEqual([]);
  });
});
