import type { Change } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Knex } from 'knex';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import { startWorld, type World } from '../__testUtils__/startWorld';
import { dayOf, daysAfter } from './days';
import { endLifetimes } from './endLifetimes';

jest.setTimeout(90_000);

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});
const DAY = 24 * 3_600_000;

describe.each(databases.eachSupportedId())('lifetime, %p', id => {
  let world: World;
  let knex: Knex;
  let ahead = 0;
  const clock = {
    now: () => new Date(Date.now() + ahead),
    random: () => 0.5,
  };
  const inDays = (days: number) => daysAfter(dayOf(clock.now()), days);
  const look = () =>
    endLifetimes({
      knex,
      clock,
      config: { lifetime: { noticeDays: [7, 1] } },
      wake: () => {},
    });

  beforeAll(async () => {
    knex = await databases.init(id);
    world = await startWorld({
      knex,
      clock,
      config: {
        policies: [
          {
            name: 'development',
            match: { stage: 'development' },
            lifetime: { defaultDays: 14, maximumDays: 30 },
          },
        ],
      },
    });
    await world.publish();
  });
  afterAll(() => world.stop());
  afterEach(() => {
    ahead = 0;
  });

  const told = (title: string, cluster: string) =>
    world.notifications.filter(
      ({ payload }) =>
        payload.topic === 'lifetime' &&
        payload.title.startsWith(title) &&
        payload.title.endsWith(cluster),
    ).length;
  const settled = async (test: () => boolean | Promise<boolean>) => {
    for (let tries = 0; tries < 200 && !(await test()); tries++) {
      await new Promise(resolve => setTimeout(resolve, 50));
    }
    expect(await test()).toBe(true);
  };

  it('gives a new cluster the days that the policies say, as part of what is approved and written', async () => {
    const change = await world.apply(world.create());
    expect(change.request).toMatchObject({ endsOn: inDays(14) });
    expect(change.plan?.desired?.endsOn).toBe(inDays(14));
    expect(await world.cluster()).toMatchObject({
      endsOn: inDays(14),
      desired: { endsOn: inDays(14) },
    });
    const list = await world.as('alice')('get', '/clusters?search=payments');
    expect(list.body.items[0].endsOn).toBe(inDays(14));
  });

  it('has no end where no policy gives it one', async () => {
    await world.apply(
      world.create({ cluster: 'staged', target: 'staging-eu1' }),
    );
    const { endsOn, desired } = await world.cluster('staged');
    expect([endsOn, 'endsOn' in desired!]).toEqual([undefined, false]);
  });

  it('takes another day up to the maximum, and says what that is', async () => {
    await world.apply(world.create({ cluster: 'month', endsOn: inDays(30) }));
    const long = await world.propose(
      'alice',
      world.create({ cluster: 'long', endsOn: inDays(31) }),
    );
    expect(long).toMatchObject({
      state: 'rejected',
      stateReason: expect.stringContaining(
        `at most 30 days from now, until ${inDays(30)}`,
      ),
    });
  });

  it('moves the end by a change of its own, and keeps it through others', async () => {
    await world.apply(world.create({ cluster: 'moved' }));
    const extend = (endsOn?: string) =>
      ({ kind: 'extend-lifetime', cluster: 'moved', endsOn }) as const;
    await world.apply(extend(inDays(20)));
    await world.apply({
      kind: 'resize',
      cluster: 'moved',
      workers: { general: 3 },
    });
    expect((await world.cluster('moved')).endsOn).toBe(inDays(20));
    await world.apply({ kind: 'roll-back', cluster: 'moved', revision: 1 });
    expect(await world.cluster('moved')).toMatchObject({
      endsOn: inDays(20),
      revision: 4,
    });
    for (const wrong of [undefined, inDays(31), inDays(-1)]) {
      expect((await world.propose('alice', extend(wrong))).state).toBe(
        'rejected',
      );
    }
  });

  it('tells the owner a week and a day before, once each, and anew of another day', async () => {
    await world.apply(world.create({ cluster: 'told' }));
    await look();
    ahead = 7 * DAY;
    await look();
    await look();
    await settled(() => told('Ends in 7 days', 'told') === 1);
    ahead = 13 * DAY;
    await look();
    await look();
    await settled(() => told('Ends tomorrow', 'told') === 1);
    expect(told('Ends in 7 days', 'told')).toBe(1);
    await world.apply({
      kind: 'extend-lifetime',
      cluster: 'told',
      endsOn: inDays(7),
    });
    await look();
    await settled(() => told('Ends in 7 days', 'told') === 2);
  });

  it('proposes the deletion once the last day is over, and the policies decide on it', async () => {
    await world.apply(world.create({ cluster: 'over' }));
    await world.apply(
      world.create({
        cluster: 'kept',
        target: 'staging-eu1',
        endsOn: inDays(14),
      }),
    );
    ahead = 14 * DAY;
    await look();
    expect(await world.cluster('over')).toMatchObject({ phase: 'ready' });
    ahead = 15 * DAY;
    await look();
    await look();
    const changesOf = async (cluster: string) =>
      (
        await world.as('paula')(
          'get',
          `/changes?kind=delete&subject=${cluster}`,
        )
      ).body.items;
    await settled(async () => {
      const [deletion] = await changesOf('over');
      return deletion?.state === 'applied';
    });
    expect(await changesOf('over')).toMatchObject([
      {
        proposer: 'system:lifetime',
        comment: `Its last day was ${inDays(-1)}`,
      },
    ]);
    // Staging needs an approval.
    await settled(async () => {
      const [deletion] = await changesOf('kept');
      return deletion?.state === 'awaiting-approval';
    });
    const [deletion] = await changesOf('kept');
    await world.as('pete')('post', `/changes/${deletion.id}/reject`, {
      planDigest: deletion.planDigest,
      comment: 'Still needed',
    });
    await look();
    expect(await changesOf('kept')).toHaveLength(1);
    ahead = 22 * DAY;
    await look();
    expect(await changesOf('kept')).toHaveLength(2);
  });

  it('takes the deletion back when the end is moved, and plans one anew that the cluster has left behind', async () => {
    for (const cluster of ['longer', 'moving']) {
      await world.apply(
        world.create({
          cluster,
          target: 'staging-eu1',
          endsOn: inDays(14),
        }),
      );
    }
    ahead = 15 * DAY;
    await look();
    const deletionOf = async (cluster: string): Promise<Change> => {
      const { body } = await world.as('paula')(
        'get',
        `/changes?kind=delete&subject=${cluster}`,
      );
      expect(body.items).toHaveLength(1);
      return world.until(body.items[0].id, state => state !== 'planning');
    };
    const [longer, moving] = [
      await deletionOf('longer'),
      await deletionOf('moving'),
    ];
    expect(longer.state).toBe('awaiting-approval');
    await world.apply({
      kind: 'extend-lifetime',
      cluster: 'longer',
      endsOn: inDays(7),
    });
    expect(await deletionOf('longer')).toMatchObject({
      state: 'superseded',
      stateReason: expect.stringContaining('Superseded by'),
    });
    expect((await world.approve('pete', longer)).status).toBe(409);

    await world.apply({
      kind: 'resize',
      cluster: 'moving',
      workers: { general: 3 },
    });
    expect((await world.approve('pete', moving)).status).toBe(409);
    expect(await deletionOf('moving')).toMatchObject({ state: 'stale' });
    await look();
    const again = await deletionOf('moving');
    expect([again.id, again.state]).toEqual([moving.id, 'awaiting-approval']);
    expect((await world.approve('pete', again)).status).toBe(200);
    await world.until(again.id, state => state === 'applied');
  });
});
