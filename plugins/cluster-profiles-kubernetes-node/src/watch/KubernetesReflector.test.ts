import {
  type Act,
  cluster,
  cut,
  json,
  list,
  type ScriptedApi,
  startScriptedApi,
  status,
  watch,
} from '../testUtils/startScriptedApi';
import type { Reflector } from '../types';

const CLUSTERS = {
  apiVersion: 'cluster.x-k8s.io/v1beta2',
  kind: 'Cluster',
  namespace: 'team-a',
};

const bookmark = (resourceVersion: string) => ({
  type: 'BOOKMARK',
  object: { kind: 'Cluster', metadata: { resourceVersion } },
});
const event = (type: string, name: string, resourceVersion: string) => ({
  type,
  object: cluster(name, resourceVersion),
});
const expired = {
  type: 'ERROR',
  object: { kind: 'Status', code: 410, message: 'too old resource version' },
};

describe('KubernetesReflector', () => {
  let api: ScriptedApi;
  let controller: AbortController;
  let reflector: Reflector<string>;
  let changes: string[];

  beforeEach(async () => {
    api = await startScriptedApi();
    controller = new AbortController();
    changes = [];
  });

  afterEach(async () => {
    controller.abort();
    await reflector.done;
    await api.stop();
  });

  const start = () => {
    reflector = api.connect().watcher.watch({
      ...CLUSTERS,
      project: ({ metadata }) => metadata.name,
      onChange: (name, change) => changes.push(`${change} ${name}`),
      signal: controller.signal,
    });
  };

  /** Lists and watches have the same path; the query tells them apart. */
  const script = (lists: Act[], watches: Act[]) => {
    const next = (acts: Act[]) => (acts.length > 1 ? acts.shift()! : acts[0]);
    api.on(/clusters$/, (response, request) =>
      next(request.query.get('watch') ? watches : lists)(response, request),
    );
  };
  const seen = () =>
    api.requests.map(({ query }) =>
      query.get('watch') ? `watch ${query.get('resourceVersion')}` : 'list',
    );
  const until = async (done: () => boolean) => {
    const deadline = Date.now() + 5_000;
    while (!done()) {
      if (Date.now() > deadline) {
        throw new Error(
          `It never came to it: ${changes} ${seen()} ${reflector.lastError}`,
        );
      }
      await new Promise(resolve => {
        setTimeout(resolve, 5);
      });
    }
  };

  it('lists, then follows, and keeps only what was picked', async () => {
    script(
      [list([cluster('a', '1'), cluster('b', '2')])],
      [
        watch([
          event('ADDED', 'c', '101'),
          event('MODIFIED', 'a', '102'),
          event('DELETED', 'b', '103'),
          bookmark('110'),
        ]),
      ],
    );
    start();
    expect(reflector.synced).toBe(false);
    await until(() => changes.length === 5);
    expect(changes).toEqual([
      'added a',
      'added b',
      'added c',
      'modified a',
      'deleted b',
    ]);
    expect(reflector.items()).toEqual(['a', 'c']);
    expect(reflector.synced).toBe(true);
    expect(reflector.lastError).toBeUndefined();
    expect(reflector.lastSeenAt).toBe('2026-01-01T00:00:00.000Z');
    const { query } = api.requests[1];
    expect(query.get('allowWatchBookmarks')).toBe('true');
    expect(query.get('timeoutSeconds')).toBe('240');
  });

  it('goes on from the last bookmark when a watch ends or breaks', async () => {
    script(
      [list([])],
      [
        watch([event('ADDED', 'a', '101'), bookmark('105')], { end: true }),
        watch([event('ADDED', 'b', '106'), '{"type":"ADD']),
        cut,
        watch([event('ADDED', 'c', '107')]),
      ],
    );
    start();
    await until(() => changes.includes('added b'));
    api.requests.length = 0;
    // The half event of the second watch ends with its connection
    await api.breakConnections();
    await until(() => changes.includes('added c'));
    expect(changes).toEqual(['added a', 'added b', 'added c']);
    expect(seen()).toEqual(['watch 106', 'watch 106']);
  });

  it.each([
    ['as an event', watch([expired])],
    ['as an answer', status(410)],
  ])(
    'lists again after a 410 %s, and finds what changed meanwhile',
    async (_, act) => {
      script(
        [
          list([cluster('a', '1'), cluster('b', '2'), cluster('c', '3')]),
          list([cluster('b', '9'), cluster('c', '3'), cluster('d', '8')], {
            resourceVersion: '200',
          }),
        ],
        [act, watch([])],
      );
      start();
      await until(() => seen().length === 4);
      await until(() => changes.length === 6);
      expect(changes.slice(3).sort()).toEqual([
        'added d',
        'deleted a',
        'modified b',
      ]);
      expect(seen()).toEqual(['list', 'watch 100', 'list', 'watch 200']);
    },
  );

  it('waits as long as a 429 asks', async () => {
    script(
      [list([])],
      [status(429, {}, { 'retry-after': '20' }), watch([bookmark('101')])],
    );
    start();
    await until(() => seen().length === 3);
    expect(api.waits).toEqual([20_000]);
  });

  it('backs off ever longer, and says why, without losing what it knows', async () => {
    script([list([cluster('a', '1')])], [status(503, { message: 'down' })]);
    start();
    await until(() => api.waits.length >= 8);
    expect(api.waits.slice(0, 8)).toEqual([
      500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000,
    ]);
    expect(reflector.items()).toEqual(['a']);
    expect(changes).toEqual(['added a']);
    controller.abort();
    await reflector.done;
    expect(reflector.lastError).toBe(
      'Management cluster "lab": it answers 503: down',
    );
    // A version that a restored server never had would fail forever
    expect(seen().filter(request => request === 'list')).not.toHaveLength(1);
  });

  it('removes nothing when a list fails halfway', async () => {
    let meanwhile: string[] = [];
    script(
      [
        list([cluster('a', '1'), cluster('b', '2')]),
        list([cluster('a', '1')], { resourceVersion: '200', continue: 'more' }),
        (response, request) => {
          meanwhile = [...reflector.items(), ...changes];
          status(500)(response, request);
        },
        list([cluster('a', '1')], { resourceVersion: '300' }),
      ],
      [status(410), watch([])],
    );
    start();
    await until(() => seen().length === 6);
    expect(meanwhile).toEqual(['a', 'b', 'added a', 'added b']);
    expect(changes).toEqual(['added a', 'added b', 'deleted b']);
    expect(seen().slice(-1)).toEqual(['watch 300']);
  });

  it('does not spin when watches end at once, or send nonsense', async () => {
    script(
      [list([])],
      [
        watch([], { end: true }),
        watch(['this is no event\n']),
        watch([{ type: 'ADDED', object: { no: 'metadata' } }]),
        json({ kind: 'ClusterList' }),
        watch([event('ADDED', 'a', '101')]),
      ],
    );
    start();
    await until(() => changes.includes('added a'));
    expect(api.waits).toEqual([500, 1000, 2000, 4000]);
  });

  it('ends with its signal, also while it waits', async () => {
    script([list([])], [watch([])]);
    start();
    await until(() => seen().length === 2);
    controller.abort();
    await expect(reflector.done).resolves.toBeUndefined();
  });
});
