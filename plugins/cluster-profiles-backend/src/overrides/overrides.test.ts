import type {
  BulkPreview,
  ChangeRequest,
  ClusterProfileSpec,
  OverrideRequest,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Knex } from 'knex';
import { parse } from 'yaml';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import { aBundle } from '../__testUtils__/bundles';
import { startWorld, type World } from '../__testUtils__/startWorld';
import { proposeRemovals } from './proposeRemovals';

jest.setTimeout(90_000);

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});
const DAY = 86_400_000;

describe.each(databases.eachSupportedId())('overrides, %s', databaseId => {
  let knex: Knex;
  let world: World;
  let ahead = 0;
  const clock = {
    now: () => new Date(Date.now() + ahead),
    random: () => 0.5,
  };

  beforeEach(async () => {
    ahead = 0;
    knex = await databases.init(databaseId);
    world = await startWorld({ knex, clock });
    await world.publish();
    await world.apply(world.create());
  });
  afterEach(() => world.stop());

  const inDays = (days: number) =>
    new Date(Date.now() + days * DAY).toISOString();
  const override = (changes: object = {}): OverrideRequest => ({
    kind: 'override',
    cluster: 'payments',
    overrides: [{ layer: 'metrics-server', path: '/replicas', value: 3 }],
    reason: 'until the new version is there',
    expires: inDays(1),
    ...changes,
  });
  const sweep = () =>
    proposeRemovals({
      knex,
      clock,
      announce: async () => {},
      times: { moved: async () => {} },
      wake: () => {},
    });
  const removals = () => knex('changes').where({ kind: 'remove-override' });

  it('changes a value of one cluster, and says so wherever it is shown', async () => {
    const change = await world.apply(override());
    expect(change.summary).toBe('Override metrics-server /replicas');
    expect(change.plan?.settings).toContainEqual({
      path: '/overrides',
      after: {
        'metrics-server/replicas': {
          value: 3,
          reason: 'until the new version is there',
          owner: 'group:default/checkout',
          expires: change.plan!.desired!.overrides![0].expires,
        },
      },
    });
    expect(
      change.plan?.layers.find(({ name }) => name === 'metrics-server'),
    ).toMatchObject({
      action: 'changed',
      values: [{ path: '/values/replicas', after: 3 }],
    });
    const cluster = await world.cluster();
    expect(cluster.desired?.overrides).toHaveLength(1);
    expect(cluster.overrides).toEqual([
      {
        ...cluster.desired!.overrides![0],
        setBy: { id: change.id, state: 'applied' },
      },
    ]);
    expect(cluster.overridesExpireAt).toBe(
      cluster.desired!.overrides![0].expires,
    );
    expect(cluster.drift).toBe('Overridden');
    expect(cluster.hasIssue).toBe(false);

    await world.apply({
      kind: 'remove-override',
      cluster: 'payments',
      overrides: [{ layer: 'metrics-server', path: '/replicas' }],
    });
    const after = await world.cluster();
    expect(after.desired).not.toHaveProperty('overrides');
    expect(after).not.toHaveProperty('overrides');
    expect(after).not.toHaveProperty('overridesExpireAt');
    expect(after.drift).toBe('InSync');
  });

  it.each([
    [{ expires: '2020-01-01T00:00:00Z' }, 'is over'],
    [{ expires: inDays(200) }, 'too far ahead'],
    [{ expires: 'soon' }, '/expires'],
    [{ overrides: [] }, '/overrides'],
    [
      { overrides: [{ layer: 'metrics-server', path: 'replicas', value: 1 }] },
      'JSON pointer',
    ],
    [{ overrides: [{ layer: 'metrics-server', path: '/replicas' }] }, 'value'],
    [{ reason: '' }, '/reason'],
    [{ owner: 'group:default/nobody' }, '/owner'],
  ])('refuses %j', async (changes, message) => {
    const { status, body } = await world.as('alice')(
      'post',
      '/changes',
      override(changes),
    );
    expect([status, body.error.message]).toEqual([
      400,
      expect.stringContaining(message),
    ]);
  });

  it('is proposed to be removed when its time is over, once', async () => {
    await world.apply(override());
    await sweep();
    expect(await removals()).toEqual([]);

    ahead = 2 * DAY;
    await Promise.all([sweep(), sweep()]);
    await sweep();
    const [removal, ...others] = await removals();
    expect(others).toEqual([]);
    expect(removal.proposer).toBe('system:overrides');
    await world.until(removal.id, state => state === 'applied');
    expect((await world.cluster()).desired).not.toHaveProperty('overrides');
    const [{ overrides_expire_at: end }] = await knex('clusters');
    expect(end).toBeNull();
    await sweep();
    expect(await removals()).toHaveLength(1);
  });

  it('does not ask again for a removal that was rejected, until the cluster changes', async () => {
    await world.apply(world.create({ cluster: 'shop', target: 'prod-eu1' }));
    await world.apply(override({ cluster: 'shop' }));
    ahead = 2 * DAY;
    await sweep();
    const [{ id }] = await removals();
    const removal = await world.until(
      id,
      state => state === 'awaiting-approval',
    );
    expect((await world.cluster('shop')).overrides).toMatchObject([
      { endedBy: { id, state: 'awaiting-approval' } },
    ]);
    await world.as('pete')('post', `/changes/${id}/reject`, {
      planDigest: removal.planDigest,
      comment: 'It is needed',
    });
    await sweep();
    expect(await removals()).toHaveLength(1);
    const { overrides } = await world.cluster('shop');
    expect(overrides).toMatchObject([{ setBy: { state: 'applied' } }]);
    expect(overrides![0]).not.toHaveProperty('endedBy');

    await world.apply({
      kind: 'set-parameters',
      cluster: 'shop',
      parameters: { workers: 4 },
    });
    await sweep();
    expect(await removals()).toHaveLength(2);
  });

  it('a removal of an earlier revision does not wait beside a new one', async () => {
    await world.apply(world.create({ cluster: 'shop', target: 'prod-eu1' }));
    await world.apply(override({ cluster: 'shop' }));
    ahead = 2 * DAY;
    await sweep();
    const [{ id: first }] = await removals();
    await world.until(first, state => state === 'awaiting-approval');
    await world.apply({
      kind: 'set-parameters',
      cluster: 'shop',
      parameters: { workers: 4 },
    });
    await sweep();
    const second = (await removals()).find(({ id }) => id !== first);
    expect(await world.until(first, state => state !== 'stale')).toMatchObject({
      state: 'superseded',
      supersededBy: second.id,
    });
    await world.until(second.id, state => state === 'awaiting-approval');
    await sweep();
    expect(await removals()).toHaveLength(2);
  });

  it('a conflict with an upgrade is answered in the request', async () => {
    await world.apply(
      override({
        overrides: [
          { layer: 'metrics-server', path: '/replicas', value: 3 },
          { layer: 'cilium', path: '/debug', value: true },
        ],
      }),
    );
    const { layers }: ClusterProfileSpec = parse(aBundle().document).spec;
    await world.publish({
      version: '1.1.0',
      spec: {
        layers: layers.map(layer =>
          layer.name === 'metrics-server'
            ? { ...layer, values: { replicas: 5 } }
            : layer,
        ),
      },
    });
    const upgrade = {
      kind: 'upgrade',
      cluster: 'payments',
      version: '1.1.0',
    } as const;
    const blocked = await world.propose('alice', upgrade);
    expect(blocked.state).toBe('rejected');
    // Lists show it to those who may not read values, too.
    expect(blocked.stateReason).toContain(
      'The profile changes what is overridden at /replicas of layer "metrics-server"',
    );
    expect(blocked.plan?.findings).toContainEqual(
      expect.objectContaining({
        code: 'override-conflict',
        conflict: { ours: 3, theirs: 5 },
      }),
    );

    const answered: ChangeRequest = {
      ...upgrade,
      overrides: [
        { layer: 'metrics-server', path: '/replicas', take: 'profile' },
      ],
    };
    // Among many it counts as one that only has to be answered, with what meets there.
    const among = async (request: ChangeRequest): Promise<BulkPreview> => {
      const alice = world.as('alice');
      let { body } = await alice('post', '/bulk-previews', {
        requests: [request],
      });
      while (body.state === 'planning') {
        ({ body } = await alice('get', `/bulk-previews/${body.id}`));
      }
      return body;
    };
    const open = await among(upgrade);
    expect(open.sum).toMatchObject({ blocked: 1, conflicting: 1 });
    expect(open.items[0].findings).toContainEqual(
      expect.objectContaining({ conflict: { ours: 3, theirs: 5 } }),
    );
    const { sum } = await among(answered);
    expect(sum).toMatchObject({ blocked: 0, conflicting: 0 });

    await world.apply(answered);
    const { desired } = await world.cluster();
    expect(desired?.overrides?.map(({ layer }) => layer)).toEqual(['cilium']);
    expect(
      desired?.layers.find(({ name }) => name === 'metrics-server')?.values,
    ).toEqual({ replicas: 5 });
  });
});
