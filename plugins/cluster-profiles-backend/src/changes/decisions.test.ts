import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import type { ChangeRow } from '../database/tables';
import { aBundle } from '../__testUtils__/bundles';
import { startWorld, type World } from '../__testUtils__/startWorld';

jest.setTimeout(60_000);

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});

describe.each(databases.eachSupportedId())('decisions, %p', id => {
  let world: World;
  let knex: Awaited<ReturnType<typeof databases.init>>;
  let ahead = 0;

  beforeAll(async () => {
    knex = await databases.init(id);
    world = await startWorld({
      knex,
      clock: { now: () => new Date(Date.now() + ahead), random: () => 0.5 },
    });
    await world.publish();
    await world.publish({ version: '1.1.0', metricsServer: '3.13.1' });
  }, 60_000);

  let count = 0;
  const request = () =>
    world.propose(
      'alice',
      world.create({ cluster: `prod-${(count += 1)}`, target: 'prod-eu1' }),
    );

  it('waits for the platform group, says so, and is not visible as approvable to the proposer', async () => {
    const change = await request();
    expect(change).toMatchObject({
      state: 'awaiting-approval',
      approval: {
        missing: [{ group: 'group:default/platform', count: 1 }],
        eligible: ['user:default/paula', 'user:default/pete'],
      },
    });
    const mine = await world.as('alice')('get', `/changes/${change.id}`);
    expect(mine.body.permitted.approve).toMatchObject({ allowed: false });
    const inbox = await world.as('pete')('get', '/changes?waitingForMe=true');
    expect(inbox.body.items.map((item: { id: string }) => item.id)).toContain(
      change.id,
    );
    const notMine = await world.as('alice')(
      'get',
      '/changes?waitingForMe=true',
    );
    expect(notMine.body.totalCount).toBe(0);
  });

  it('tells those who may approve, once, and then the proposer', async () => {
    const change = await request();
    const links = [change.id, `/resource/${change.subject.name}`];
    const told = (topic: string) =>
      world.notifications.filter(
        ({ payload }) =>
          payload.topic === topic &&
          links.some(link => payload.link?.endsWith(link)),
      );
    const until = async (topic: string) => {
      const deadline = Date.now() + 10_000;
      while (told(topic).length === 0) {
        expect(Date.now()).toBeLessThan(deadline);
        await new Promise(resolve => setTimeout(resolve, 20));
      }
      return told(topic);
    };
    expect(await until('approval-wanted')).toEqual([
      expect.objectContaining({
        recipients: {
          type: 'entity',
          entityRef: ['group:default/platform'],
          excludeEntityRef: ['user:default/alice'],
        },
      }),
    ]);
    await world.approve('pete', change);
    expect(await until('ready')).toEqual([
      expect.objectContaining({
        recipients: expect.objectContaining({
          entityRef: ['user:default/alice', 'group:default/checkout'],
        }),
      }),
    ]);
    expect(told('approval-wanted')).toHaveLength(1);
    expect(told('decided')).toHaveLength(1);
  });

  it.each([
    ['the proposer', () => world.as('alice'), 403],
    ['a stranger', () => world.as('carol'), 403],
    ['a service', () => world.asService('external:ci'), 403],
    [
      'a token that acts for an eligible user',
      () => world.asActorFor('pete'),
      403,
    ],
  ])('refuses the approval of %s', async (_who, as, status) => {
    const change = await request();
    const response = await as()('post', `/changes/${change.id}/approve`, {
      planDigest: change.planDigest,
    });
    expect(response.status).toBe(status);
    expect(
      (await world.as('pete')('get', `/changes/${change.id}`)).body.state,
    ).toBe('awaiting-approval');
  });

  it('refuses the approval of a publication by its author', async () => {
    const change = await world.propose('paula', {
      kind: 'publish',
      bundle: aBundle({
        name: 'authored',
      }),
      authors: ['user:default/pete'],
    });
    expect((await world.approve('pete', change)).status).toBe(403);
    expect((await world.approve('paula', change)).status).toBe(403);
    expect(change.plan?.findings).toContainEqual(
      expect.objectContaining({ code: 'too-few-approvers', severity: 'warn' }),
    );
  });

  it('refuses an approval of another plan, and a rejection without a reason', async () => {
    const change = await request();
    const other = await world.approve('pete', {
      id: change.id,
      planDigest: '0'.repeat(64),
    });
    expect([other.status, other.body.error.message]).toEqual([
      409,
      expect.stringContaining('changed since you looked'),
    ]);
    const reject = await world.as('pete')(
      'post',
      `/changes/${change.id}/reject`,
      {
        planDigest: change.planDigest,
        comment: ' ',
      },
    );
    expect(reject.status).toBe(400);
  });

  it('refuses a second approval, and a decision after acceptance', async () => {
    const change = await request();
    expect((await world.approve('pete', change)).status).toBe(200);
    expect((await world.approve('pete', change)).status).toBe(409);
    await world.until(change.id, state => state === 'applied');
    expect(
      (await world.as('alice')('post', `/changes/${change.id}/cancel`)).status,
    ).toBe(409);
  });

  it('counts two approvals at the same moment, and accepts once', async () => {
    const change = await request();
    const statuses = (
      await Promise.all([
        world.approve('pete', change),
        world.approve('paula', change),
      ])
    ).map(({ status }) => status);
    expect(statuses.sort()).toEqual([200, 409]);
    await world.until(change.id, state => state === 'applied');
    const record = await world.as('paula')(
      'get',
      `/activity?changeId=${change.id}`,
    );
    const types = record.body.items.map(
      (entry: { type: string }) => entry.type,
    );
    expect(
      types.filter((type: string) => type === 'change-accepted'),
    ).toHaveLength(1);
  });

  it('frees the name of a request that is rejected or cancelled', async () => {
    const change = await request();
    await world.as('pete')('post', `/changes/${change.id}/reject`, {
      planDigest: change.planDigest,
      comment: 'not this quarter',
    });
    const name = change.subject.name;
    expect(await world.cluster(name)).toMatchObject({ phase: 'deleted' });
    const again = await world.propose(
      'alice',
      world.create({ cluster: name, target: 'prod-eu1' }),
    );
    expect(again.state).toBe('awaiting-approval');
    expect(again.subject.uid).not.toBe(change.subject.uid);
    await world.as('alice')('post', `/changes/${again.id}/cancel`);
    expect(
      (await world.as('alice')('get', `/cluster-names/${name}`)).body.available,
    ).toBe(true);
  });

  it('makes the second of two plans on one base stale', async () => {
    const cluster = await request();
    await world.approve('pete', cluster);
    await world.until(cluster.id, state => state === 'applied');
    const name = cluster.subject.name;
    const resize = await world.propose('alice', {
      kind: 'resize',
      cluster: name,
      workers: { general: 4 },
    });
    const protect = await world.propose('alice', {
      kind: 'protect',
      cluster: name,
      protected: true,
    });
    await world.approve('pete', protect);
    await world.until(protect.id, state => state === 'applied');
    await world.approve('pete', resize);
    const stale = await world.until(resize.id, state => state === 'stale');
    expect(stale.stateReason).toContain('plan again');

    await world.as('alice')('post', `/changes/${resize.id}/replan`);
    const replanned = await world.until(
      resize.id,
      state => state === 'awaiting-approval',
    );
    expect(replanned.approval?.given).toEqual([]);
    expect((await world.approve('pete', { ...resize })).status).toBe(409);
    await world.approve('pete', replanned);
    await world.until(resize.id, state => state === 'applied');
  });

  it('refuses to approve a plan that is too old, and lets nobody decide for ever', async () => {
    const change = await request();
    ahead += 25 * 3_600_000;
    expect((await world.approve('pete', change)).status).toBe(409);
    expect(
      (await world.as('alice')('get', `/changes/${change.id}`)).body.state,
    ).toBe('stale');
    ahead += 72 * 3_600_000;
    await world.until(change.id, state => state === 'expired');
    expect(await world.cluster(change.subject.name)).toMatchObject({
      phase: 'deleted',
    });
  });

  it('refuses an upgrade while updating, and lets a deletion supersede it', async () => {
    const created = await request();
    await world.approve('pete', created);
    await world.until(created.id, state => state === 'applied');
    const name = created.subject.name;
    await world.as('paula')('put', '/write-switch', {
      writes: false,
      reason: 'a test',
    });
    const upgrade = await world.propose('alice', {
      kind: 'upgrade',
      cluster: name,
      version: '1.1.0',
    });
    await world.approve('pete', upgrade);
    const busy = await world.as('alice')('post', '/changes', {
      kind: 'resize',
      cluster: name,
      workers: { general: 3 },
    });
    expect([busy.status, busy.body.error.message]).toEqual([
      409,
      expect.stringContaining('busy'),
    ]);
    const deletion = await world.propose('alice', {
      kind: 'delete',
      cluster: name,
    });
    await world.approve('pete', deletion);
    expect(
      (await world.until(upgrade.id, state => state === 'superseded'))
        .supersededBy,
    ).toBe(deletion.id);
    await world.as('paula')('put', '/write-switch', { writes: true });
    await world.until(deletion.id, state => state === 'applied');
  });

  it('writes nothing when a row was altered in the database: Held', async () => {
    await world.as('paula')('put', '/write-switch', { writes: false });
    const change = await request();
    await world.approve('pete', change);
    const row = (await knex<ChangeRow>('changes')
      .where({ id: change.id })
      .first())!;
    const plan = JSON.parse(row.plan!);
    plan.desired.nodePools.workers[0].replicas = 9;
    await knex<ChangeRow>('changes')
      .where({ id: change.id })
      .update({ plan: JSON.stringify(plan) });
    await knex('revisions')
      .where({ change_id: change.id })
      .update({ desired: JSON.stringify(plan.desired) });
    await world.as('paula')('put', '/write-switch', { writes: true });
    const deadline = Date.now() + 15_000;
    while ((await world.cluster(change.subject.name)).phase !== 'held') {
      expect(Date.now()).toBeLessThan(deadline);
      await new Promise(resolve => setTimeout(resolve, 50));
    }
    expect((await world.cluster(change.subject.name)).observed).toBeFalsy();
  });
});
