import type {
  BulkPreview,
  BulkResultItem,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import { startWorld, type World } from '../__testUtils__/startWorld';

jest.setTimeout(120_000);

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});
const PLATFORM = 'group:default/platform';

describe.each(databases.eachSupportedId())('many clusters, %p', database => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld({
      knex: await databases.init(database),
      config: {
        services: [
          { subject: 'external:ci', may: ['read', 'propose:upgrade'] },
        ],
      },
    });
    await world.publish();
    await world.publish({ version: '1.1.0', kubernetes: '1.35.2' });
    for (const [cluster, target] of [
      ['one', 'dev-eu1'],
      ['two', 'dev-eu1'],
      ['three', 'prod-eu1'],
      ['calm', 'dev-eu1'],
    ]) {
      await world.apply(world.create({ cluster, target }));
    }
    await world.apply({ kind: 'pause', cluster: 'calm' });
  });
  afterAll(() => world.stop());

  const upgrade = (cluster: string) => ({
    kind: 'upgrade',
    cluster,
    version: '1.1.0',
  });
  const all = ['one', 'two', 'three', 'calm', 'ghost'].map(upgrade);

  async function settled(
    call: ReturnType<typeof world.as>,
    id: string,
  ): Promise<BulkPreview> {
    for (;;) {
      const { body, status } = await call('get', `/bulk-previews/${id}`);
      expect(status).toBe(200);
      if (body.state === 'ready') {
        return body;
      }
      await new Promise(resolve => setTimeout(resolve, 20));
    }
  }

  async function preview(
    requests: object[],
    call = world.as('alice'),
  ): Promise<BulkPreview> {
    const { status, body } = await call('post', '/bulk-previews', { requests });
    expect(status).toBe(202);
    expect(body).toMatchObject({ state: 'planning', sum: { planned: 0 } });
    return settled(call, body.id);
  }

  const propose = async (
    requests: object[],
    key?: string,
    call = world.as('alice'),
  ): Promise<BulkResultItem[]> => {
    const response = await call('post', '/bulk-changes', { requests }, key);
    expect(response.status).toBe(202);
    return response.body.items;
  };

  it('previews what would happen to each, with the sum', async () => {
    const { items, sum } = await preview(all);
    expect(items.map(({ cluster, state }) => [cluster, state])).toEqual([
      ['one', 'ready'],
      ['two', 'ready'],
      ['three', 'ready'],
      ['calm', 'ready'],
      ['ghost', 'failed'],
    ]);
    const [one, , three, calm, ghost] = items;
    expect(one).toEqual({
      cluster: 'one',
      state: 'ready',
      planDigest: expect.stringMatching(/^[0-9a-f]{64}$/),
      layersTouched: 1,
      machinesReplaced: expect.any(Number),
      objectsRemoved: 0,
      kubernetes: { from: '1.34.3', to: '1.35.2' },
      rollbackClass: 'forward-only',
      irreversible: [expect.stringContaining('Kubernetes cannot go back')],
      findings: expect.not.arrayContaining([
        expect.objectContaining({ severity: 'ok' }),
      ]),
      approvals: [],
    });
    expect(three.approvals).toMatchObject([{ group: PLATFORM, count: 1 }]);
    expect(calm.findings).toContainEqual(
      expect.objectContaining({ severity: 'block', code: 'cluster-paused' }),
    );
    expect(ghost.error).toBe("/cluster: there is no cluster 'ghost'");
    const machines = items.reduce(
      (total, item) => total + (item.machinesReplaced ?? 0),
      0,
    );
    expect(machines).toBeGreaterThan(0);
    expect(sum).toEqual({
      planned: 4,
      failed: 1,
      blocked: 1,
      layersTouched: 4,
      machinesReplaced: machines,
      objectsRemoved: 0,
      rollbackClasses: { 'forward-only': 4 },
      needApproval: 1,
      conflicting: 0,
    });
    const { body } = await world.as('alice')('get', '/changes?state=planning');
    expect(body.items).toEqual([]);
  });

  it('keeps a preview to who asked', async () => {
    const { id } = await preview([upgrade('one')]);
    const asOther = await world.as('bob')('get', `/bulk-previews/${id}`);
    expect(asOther.status).toBe(404);
    expect((await world.as('alice')('get', `/previews/${id}`)).status).toBe(
      404,
    );
  });

  it('allows each request what a single one is allowed, to services, too', async () => {
    const ci = world.asService('external:ci');
    const requests = [upgrade('one'), { kind: 'pause', cluster: 'two' }];
    const { items } = await preview(requests, ci);
    expect(items).toMatchObject([
      { state: 'ready' },
      { state: 'failed', error: expect.stringMatching(/two/) },
    ]);
    const [refused] = await propose(requests.slice(1), 'service-key', ci);
    expect(refused).toEqual({ cluster: 'two', error: items[1].error });

    const nobody = world.asService('external:nobody');
    expect((await preview([upgrade('one')], nobody)).sum).toMatchObject({
      planned: 0,
      failed: 1,
    });
  });

  it('proposes each by itself, and nothing twice with one key', async () => {
    const { items: planned } = await preview(all);
    const requests = all.map((request, index) => ({
      ...request,
      seenPlanDigest: index === 1 ? '0'.repeat(64) : planned[index].planDigest,
    }));
    const first = await propose(requests, 'upgrade-all-1');
    expect(first.map(({ cluster, error }) => [cluster, error])).toEqual([
      ['one', undefined],
      ['two', undefined],
      ['three', undefined],
      ['calm', undefined],
      ['ghost', "/cluster: there is no cluster 'ghost'"],
    ]);
    expect(first[0].change).not.toHaveProperty('plan');

    const again = await propose(requests, 'upgrade-all-1');
    expect(again.map(({ change }) => change?.id)).toEqual(
      first.map(({ change }) => change?.id),
    );
    const other = await propose(
      [{ ...upgrade('one'), comment: 'Another request' }],
      'upgrade-all-1',
    );
    expect(other[0].error).toMatch(/used for another request/);

    const ends = await Promise.all(
      first
        .slice(0, 4)
        .map(({ change }) =>
          world.until(change!.id, state =>
            ['applied', 'awaiting-approval', 'rejected'].includes(state),
          ),
        ),
    );
    expect(
      ends.map(({ state, differsFromSeen }) => [state, differsFromSeen]),
    ).toEqual([
      ['applied', false],
      ['applied', true],
      ['awaiting-approval', false],
      ['rejected', expect.anything()],
    ]);
    const { body } = await world.as('alice')('get', '/changes?kind=upgrade');
    expect(body.totalCount).toBe(4);
  });

  it.each<[string, unknown, RegExp]>([
    ['nothing', { requests: [] }, /requests: /],
    [
      'more than a hundred',
      { requests: Array.from({ length: 101 }, (_, n) => upgrade(`c${n}`)) },
      /requests: /,
    ],
    [
      'a cluster twice',
      { requests: [upgrade('one'), { kind: 'pause', cluster: 'one' }] },
      /\/requests\/1\/cluster: cluster 'one' is named twice/,
    ],
    [
      'new clusters',
      {
        requests: [
          {
            kind: 'create',
            cluster: 'new',
            owner: 'group:default/checkout',
            target: 'dev-eu1',
            profile: { name: 'base', version: '1.0.0' },
          },
        ],
      },
      /\/requests\/0\/kind: 'create' cannot be requested in bulk/,
    ],
    [
      'changes of profiles',
      {
        requests: [
          {
            kind: 'deprecate',
            profile: 'base',
            version: '1.0.0',
            reason: 'old',
          },
        ],
      },
      /'deprecate' cannot be requested in bulk/,
    ],
    ['what it does not know', { requests: [upgrade('one')], force: true }, /./],
  ])('refuses %s', async (_what, body, message) => {
    for (const path of ['/bulk-previews', '/bulk-changes']) {
      const response = await world.as('alice')('post', path, body as object);
      expect(response.status).toBe(400);
      expect(response.body.error.message).toMatch(message);
    }
  });

  it('takes over what a preview committed to, so that a reason leads to the plan that was seen', async () => {
    const override = (cluster: string) => ({
      kind: 'override',
      cluster,
      overrides: [{ layer: 'metrics-server', path: '/replicas', value: 3 }],
      reason: 'until the new version is there',
      expires: new Date(Date.now() + 86_400_000).toISOString(),
    });
    const requests = ['one', 'three'].map(override);
    const { items } = await preview(requests);
    const proposed = await propose(
      requests.map((request, index) => ({
        ...request,
        seenPlanDigest: items[index].planDigest,
      })),
    );
    for (const [index, { change }] of proposed.entries()) {
      const { planDigest, differsFromSeen } = await world.until(
        change!.id,
        state => state !== 'planning',
      );
      expect([planDigest, differsFromSeen]).toEqual([
        items[index].planDigest,
        false,
      ]);
    }
  });
});
