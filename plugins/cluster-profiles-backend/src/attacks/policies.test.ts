import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import { PLATFORM, startWorld } from '../__testUtils__/startWorld';

jest.setTimeout(120_000);

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});
const production = (approvals: number) => ({
  policies: [
    {
      name: 'production',
      match: { stage: 'production' },
      require: [{ group: PLATFORM, approvals }],
    },
  ],
});

describe.each(databases.eachSupportedId())('a policy, %s', databaseId => {
  it('that is loosened while a change waits does not let it through', async () => {
    const knex = await databases.init(databaseId);
    let world = await startWorld({ knex, config: production(2) });
    await world.publish();
    const change = await world.propose(
      'alice',
      world.create({ target: 'prod-eu1' }),
    );
    await world.stop();
    world = await startWorld({ knex, config: production(1) });
    expect((await world.approve('pete', change)).status).toBe(200);
    const { body } = await world.as('alice')('get', `/changes/${change.id}`);
    expect([body.state, body.missingApprovals]).toEqual([
      'awaiting-approval',
      1,
    ]);
    await world.stop();
  });

  it('holds without permissions, which then force nothing', async () => {
    const world = await startWorld({
      rootConfig: { permission: { enabled: false } },
    });
    await world.publish();
    const change = await world.propose(
      'alice',
      world.create({ target: 'prod-eu1' }),
    );
    for (const [name, status] of [
      ['alice', 403],
      ['carol', 403],
      ['sam', 403],
    ] as const) {
      expect((await world.approve(name, change)).status).toBe(status);
    }
    await world.apply(world.create({ cluster: 'open' }));
    for (const [who, body] of [
      [
        'alice',
        {
          kind: 'delete',
          cluster: 'open',
          force: true,
          reason: 'it is gone',
        },
      ],
      [
        'paula',
        {
          kind: 'withdraw',
          profile: 'base',
          version: '1.0.0',
          force: true,
          reason: 'a hole',
        },
      ],
    ] as const) {
      const response = await world.as(who)('post', '/changes', body);
      // The deletion is not stuck, which is said before anything of permissions.
      expect([403, 409]).toContain(response.status);
    }
    expect((await world.approve('pete', change)).status).toBe(200);
    await world.stop();
  });
});
