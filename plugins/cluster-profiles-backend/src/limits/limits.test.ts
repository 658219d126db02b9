import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import { startWorld, type World } from '../__testUtils__/startWorld';

jest.setTimeout(60_000);

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});

describe.each(databases.eachSupportedId())('limits, %p', id => {
  let world: World;

  beforeAll(async () => {
    const place = { provider: 'simulator', region: 'eu-central-1' };
    world = await startWorld({
      knex: await databases.init(id),
      config: {
        targets: [
          { ...place, name: 'dev-eu1', stage: 'development' },
          {
            ...place,
            name: 'prod-eu1',
            stage: 'production',
            limits: { nodes: 7 },
          },
        ],
        ownerLimits: [
          {
            name: 'small-teams',
            owner: 'checkout',
            stage: 'development',
            clusters: 2,
            nodes: 8,
          },
          { name: 'one-each', target: 'prod-eu1', clusters: 1 },
        ],
      },
    });
    await world.publish();
  }, 60_000);

  it('counts what one owner has where the limit looks, and says how much that is', async () => {
    // Three nodes each: a control plane and two workers.
    await world.apply(world.create({ cluster: 'one' }));
    await world.apply(world.create({ cluster: 'two' }));
    const third = await world.propose(
      'alice',
      world.create({ cluster: 'three' }),
    );
    expect(third.state).toBe('rejected');
    expect(third.plan?.findings).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          severity: 'block',
          code: 'limit-clusters',
          message:
            'Owner checkout (small-teams) may have at most 2 clusters: it has 2, and this would make it 3.',
        }),
        expect.objectContaining({ code: 'limit-nodes' }),
      ]),
    );
    const other = await world.propose(
      'carol',
      world.create({ cluster: 'other', owner: 'group:default/search' }),
    );
    expect(other.state).not.toBe('rejected');
  });

  it('lets clusters grow up to the limit, shrink, and make room', async () => {
    const resize = (general: number) =>
      ({ kind: 'resize', cluster: 'one', workers: { general } }) as const;
    await world.apply(resize(4));
    const beyond = await world.propose('alice', resize(5));
    expect(beyond).toMatchObject({
      state: 'rejected',
      stateReason: expect.stringContaining('it has 8'),
    });
    await world.apply(resize(1));
    await world.apply({ kind: 'delete', cluster: 'two' });
    await world.apply(world.create({ cluster: 'three' }));
  });

  it('accepts one of two that are approved at once', async () => {
    const propose = (cluster: string) =>
      world.propose('alice', world.create({ cluster, target: 'prod-eu1' }));
    const changes = [await propose('left'), await propose('right')];
    expect(changes.map(({ state }) => state)).toEqual([
      'awaiting-approval',
      'awaiting-approval',
    ]);
    await Promise.all(changes.map(change => world.approve('pete', change)));
    const ended = await Promise.all(
      changes.map(({ id: change }) =>
        world.until(change, state => state === 'applied' || state === 'stale'),
      ),
    );
    expect(ended.map(({ state }) => state).sort()).toEqual([
      'applied',
      'stale',
    ]);
    expect(ended.find(({ state }) => state === 'stale')?.stateReason).toContain(
      'Owner checkout (one-each) may have at most 1 cluster: it has 1, and this would make it 2',
    );
  });
});
