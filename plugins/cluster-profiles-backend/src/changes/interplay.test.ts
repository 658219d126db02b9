import { createServiceFactory } from '@backstage/backend-plugin-api';
import type {
  Change,
  LayerInUse,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { checkpointsServiceRef } from '@cluster-profiles/plugin-cluster-profiles-node';
import type { Knex } from 'knex';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import { aBundle } from '../__testUtils__/bundles';
import { startWorld, type World } from '../__testUtils__/startWorld';
import type { ChangeRow } from '../database/tables';

jest.setTimeout(60_000);

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});
const HOUR = 3_600_000;

describe.each(databases.eachSupportedId())('interplay of changes, %p', id => {
  let world: World;
  let knex: Knex;
  let ahead = 0;
  let onPlanned = async () => {};

  beforeAll(async () => {
    knex = await databases.init(id);
    world = await startWorld({
      knex,
      clock: { now: () => new Date(Date.now() + ahead), random: () => 0.5 },
      features: [
        createServiceFactory({
          service: checkpointsServiceRef,
          deps: {},
          factory: () => ({
            reach: async name => {
              if (name === 'after-plan') await onPlanned();
            },
          }),
        }),
      ],
    });
    await world.publish();
    await world.publish({ version: '1.1.0', metricsServer: '3.13.1' });
  }, 60_000);

  const writes = (on: boolean) =>
    world.as('paula')('put', '/write-switch', { writes: on, reason: 'a test' });

  afterEach(async () => {
    onPlanned = async () => {};
    await writes(true);
  });

  const get = async (change: Pick<Change, 'id'>): Promise<Change> =>
    (await world.as('paula')('get', `/changes/${change.id}`)).body;
  const reaches = (change: Pick<Change, 'id'>, state: string) =>
    world.until(change.id, present => present === state);
  const production = async (cluster: string) => {
    await world.apply(world.create({ cluster, target: 'prod-eu1' }));
    return cluster;
  };
  /** So many of its connections wait for a lock. */
  const untilWaiting = async (count: number) => {
    const deadline = Date.now() + 10_000;
    for (;;) {
      const { rows } = await knex.raw(
        `select 1 from pg_stat_activity
         where datname = current_database() and wait_event_type = 'Lock'`,
      );
      if (rows.length >= count) {
        return;
      }
      expect(Date.now()).toBeLessThan(deadline);
      await new Promise(resolve => setTimeout(resolve, 20));
    }
  };
  const resize = (cluster: string, general: number) =>
    ({ kind: 'resize', cluster, workers: { general } }) as const;
  const upgrade = (cluster: string) =>
    ({ kind: 'upgrade', cluster, version: '1.1.0' }) as const;

  it('writes nothing for a change that is cancelled while it is planned', async () => {
    await world.apply(world.create({ cluster: 'cancelled' }));
    onPlanned = async () => {
      onPlanned = async () => {};
      const { body } = await world.as('alice')(
        'get',
        '/changes?subject=cancelled&state=planning',
      );
      await world.as('alice')('post', `/changes/${body.items[0].id}/cancel`);
    };
    const change = await world.propose('alice', resize('cancelled', 3));
    await world.as('alice')('get', '/changes');
    expect(await get(change)).toMatchObject({
      state: 'cancelled',
      missingApprovals: 0,
    });
    expect(await world.cluster('cancelled')).toMatchObject({ revision: 1 });
    await world.apply(resize('cancelled', 4));
  });

  it('tells who runs a layer until what replaces it is proven', async () => {
    await world.apply(world.create({ cluster: 'hanging' }));
    const runs = async (version: string) => {
      const layer = `metrics-server@${version}`;
      const [layers, clusters] = await Promise.all([
        world.as('alice')('get', '/layers'),
        world.as('alice')('get', `/clusters?layer=${layer}&search=hanging`),
      ]);
      const { leaving } = layers.body.find(
        (found: LayerInUse) => `${found.name}@${found.version}` === layer,
      );
      return [clusters.body.totalCount, leaving];
    };
    await writes(false);
    const change = await world.propose('alice', upgrade('hanging'));
    await reaches(change, 'accepted');
    expect(await runs('3.13.0')).toEqual([1, 1]);
    expect(await runs('3.13.1')).toEqual([1, 0]);
    await writes(true);
    await reaches(change, 'applied');
    expect(await runs('3.13.0')).toEqual([0, 0]);
    expect(await runs('3.13.1')).toEqual([1, 0]);
  });

  it('plans what was proposed together one after the other', async () => {
    const cluster = await production('together');
    const first = await world.propose('alice', resize(cluster, 3));
    const second = await world.propose('alice', upgrade(cluster));
    await writes(false);
    const mayApprove = async () =>
      (await world.as('pete')('get', `/changes/${second.id}`)).body.permitted
        .approve;
    expect(await mayApprove()).toEqual({ allowed: true });
    await world.approve('pete', first);
    expect(await mayApprove()).toEqual({
      allowed: false,
      reason: 'The cluster has changed since this was planned; plan it again',
    });
    await world.approve('pete', second);
    expect((await get(first)).state).toBe('accepted');
    expect((await get(second)).state).toBe('stale');

    // Planned now, it would start from a revision that may never come to be, and be accepted over it.
    await world.as('alice')('post', `/changes/${second.id}/replan`);
    const waiting = await world.until(second.id, (_, { stateReason = '' }) =>
      stateReason.includes('once'),
    );
    expect(waiting).toMatchObject({
      state: 'planning',
      stateReason: expect.stringContaining('Resize general to 3'),
    });
    await writes(true);
    await reaches(first, 'applied');
    const again = await reaches(second, 'awaiting-approval');
    await world.approve('pete', again);
    await reaches(second, 'applied');
    expect(await world.cluster(cluster)).toMatchObject({
      revision: 3,
      appliedRevision: 3,
    });
  });

  it('accepts nothing over a change that was tried again', async () => {
    const cluster = await production('retried');
    await writes(false);
    const failed = await world.propose('alice', upgrade(cluster));
    await world.approve('pete', failed);
    await knex<ChangeRow>('changes')
      .where({ id: failed.id })
      .update({ state: 'failed' });
    const other = await world.propose('alice', resize(cluster, 3));
    await world.as('alice')('post', `/changes/${failed.id}/retry`);
    await world.approve('pete', other);
    expect(await get(other)).toMatchObject({
      state: 'stale',
      stateReason: expect.stringContaining('busy'),
    });
    await writes(true);
    await reaches(failed, 'applied');
  });

  /** An upgrade, replaced by a roll-back whose plan is too old before writes are allowed again. */
  const rollBackTooLate = async (
    cluster: string,
    started: Partial<ChangeRow> = {},
  ) => {
    await production(cluster);
    await writes(false);
    const first = await world.propose('alice', upgrade(cluster));
    await world.approve('pete', first);
    await knex<ChangeRow>('changes')
      .where({ id: first.id })
      .update({ state: 'accepted', ...started });
    ahead += 12 * HOUR;
    const back = await world.propose('alice', {
      kind: 'roll-back',
      cluster,
      revision: 1,
    });
    await world.approve('pete', back);
    expect((await get(first)).state).toBe('superseded');
    expect(await world.cluster(cluster)).toMatchObject({ revision: 3 });
    ahead += 25 * HOUR;
    await reaches(back, 'stale');
    return first;
  };

  it('goes on with a change that was under way when the roll-back over it turns stale', async () => {
    const at = new Date(Date.now() + ahead).toISOString();
    const first = await rollBackTooLate('revived', {
      state: 'applying',
      started_at: at,
      deadline_at: at,
    });
    expect((await get(first)).supersededBy).toBeUndefined();
    await writes(true);
    await reaches(first, 'applied');
    expect(await world.cluster('revived')).toMatchObject({
      phase: 'ready',
      revision: 2,
      appliedRevision: 2,
    });
  });

  it('goes back to the start when what the roll-back replaced is too old as well', async () => {
    const first = await rollBackTooLate('too-late');
    await reaches(first, 'stale');
    expect(await world.cluster('too-late')).toMatchObject({
      revision: 1,
      appliedRevision: 1,
    });
  });

  it('lets no request keep its name for ever', async () => {
    await writes(false);
    const change = await world.propose(
      'alice',
      world.create({ cluster: 'held-up' }),
    );
    expect(change.state).toBe('accepted');
    ahead += 25 * HOUR;
    const stale = await reaches(change, 'stale');
    expect(stale.expiresAt).toBeDefined();
    expect(await world.cluster('held-up')).toMatchObject({
      phase: 'requested',
      phaseReason: expect.stringContaining('planned again'),
    });
    ahead += 73 * HOUR;
    await reaches(change, 'expired');
    const { body } = await world.as('alice')('get', '/cluster-names/held-up');
    expect(body.available).toBe(true);
  });

  it('publishes one version once, and lets the other expire', async () => {
    const propose = (metricsServer: string) =>
      world.propose('paula', {
        kind: 'publish',
        bundle: aBundle({ name: 'race', metricsServer }),
      });
    const [one, two] = [await propose('3.13.0'), await propose('3.13.1')];
    await Promise.all([one, two].map(change => world.approve('pete', change)));
    const ends = await Promise.all(
      [one, two].map(({ id: changeId }) =>
        world.until(changeId, state => ['applied', 'stale'].includes(state)),
      ),
    );
    expect(ends.map(({ state }) => state).sort()).toEqual(['applied', 'stale']);
    const stale = ends.find(({ state }) => state === 'stale')!;
    expect(stale.expiresAt).toBeDefined();
    ahead += 73 * HOUR;
    await reaches(stale, 'expired');
  });

  it('asks the policies of both targets when a cluster leaves one', async () => {
    const cluster = await production('leaving');
    const change = await world.propose('alice', {
      kind: 'retarget',
      cluster,
      target: 'dev-eu1',
    });
    expect(change.state).toBe('awaiting-approval');
    expect((await world.approve('alice', change)).status).toBe(403);
  });

  it('excludes authors however they are spelled', async () => {
    const change = await world.propose('paula', {
      kind: 'publish',
      bundle: aBundle({ name: 'spelled' }),
      authors: ['User:Default/Pete'],
    });
    expect(change.approval?.excluded).toContain('user:default/pete');
    expect((await world.approve('pete', change)).status).toBe(403);
    const mine = await world.propose(
      'alice',
      world.create({ cluster: 'spelled', owner: 'Group:Default/Checkout' }),
    );
    expect(mine.state).not.toBe('rejected');
    expect((await world.cluster('spelled')).owner).toBe(
      'group:default/checkout',
    );
  });

  it('writes nothing to a paused cluster, and does not say that it did', async () => {
    await world.apply(world.create({ cluster: 'paused' }));
    await world.apply({ kind: 'pause', cluster: 'paused' });
    expect(await world.cluster('paused')).toMatchObject({
      phase: 'paused',
      revision: 2,
      appliedRevision: 1,
    });
    const change = await world.propose('alice', upgrade('paused'));
    expect(change).toMatchObject({
      state: 'rejected',
      stateReason: expect.stringContaining('Resume it first'),
    });
    await world.apply({ kind: 'resume', cluster: 'paused' });
    expect(await world.cluster('paused')).toMatchObject({
      phase: 'ready',
      appliedRevision: 3,
    });
  });

  it('proposes an upgrade to who follows when the version is published, not when it was planned', async () => {
    await world.publish({ name: 'followed' });
    const profile = { name: 'followed', version: '1.0.0' };
    for (const cluster of ['leaves', 'joins']) {
      await world.apply(
        world.create({
          cluster,
          profile,
          target: 'staging-eu1',
          follow: cluster === 'leaves' ? 'patch' : 'pinned',
        }),
      );
    }
    const change = await world.propose('paula', {
      kind: 'publish',
      bundle: aBundle({
        name: 'followed',
        version: '1.0.1',
        metricsServer: '3.13.1',
      }),
    });
    expect(change.plan?.publication?.followers).toEqual(['leaves']);
    const follow = (cluster: string, how: 'patch' | 'pinned') =>
      world.apply({ kind: 'set-parameters', cluster, follow: how });
    await follow('leaves', 'pinned');
    await follow('joins', 'patch');
    await world.approve('pete', change);
    await reaches(change, 'applied');
    const { body } = await world.as('paula')(
      'get',
      '/changes?proposer=system:follow',
    );
    expect(
      body.items.map(
        ({ subject }: { subject: { name: string } }) => subject.name,
      ),
    ).toEqual(['joins']);
  });

  it('withdraws a version whose owner has left the catalog', async () => {
    await world.publish({ name: 'orphaned' });
    await knex('profile_versions')
      .where({ profile: 'orphaned' })
      .update({ owner_ref: 'group:default/gone' });
    const change = await world.propose('paula', {
      kind: 'withdraw',
      profile: 'orphaned',
      version: '1.0.0',
      reason: 'nobody keeps it',
    });
    expect(change.state).toBe('awaiting-approval');
  });

  it('deletes while changes of the cluster are decided and proven, without a deadlock', async () => {
    const cluster = await production('torn');
    const upgrading = await world.propose('alice', upgrade(cluster));
    const removal = await world.propose('alice', { kind: 'delete', cluster });
    const resizing = await world.propose('alice', resize(cluster, 3));
    const statuses = await Promise.all(
      [upgrading, removal, resizing].flatMap(change =>
        ['pete', 'paula'].map(
          async who => (await world.approve(who, change)).status,
        ),
      ),
    );
    expect(statuses.filter(status => ![200, 409].includes(status))).toEqual([]);
    const final = await Promise.all(
      [upgrading, removal, resizing].map(({ id: changeId }) =>
        world.until(changeId, state =>
          ['applied', 'stale', 'superseded'].includes(state),
        ),
      ),
    );
    expect(final.filter(({ state }) => state === 'applied')).toHaveLength(1);
  });

  if (id.startsWith('POSTGRES')) {
    it('deletes while another change of the cluster is planned again, without a deadlock', async () => {
      const cluster = await production('planned');
      const removal = await world.propose('alice', { kind: 'delete', cluster });
      const upgrading = await world.propose('alice', upgrade(cluster));
      const { uid } = await world.cluster(cluster);
      // Whoever decides stops at the record, so that the other comes between.
      const record = await knex.transaction();
      await record('activity_heads')
        .where({ subject: `cluster:${uid}` })
        .forUpdate();
      const deciding = world.approve('pete', removal);
      await untilWaiting(1);
      const planning = world.as('alice')(
        'post',
        `/changes/${upgrading.id}/replan`,
      );
      await untilWaiting(2);
      await record.commit();
      expect((await deciding).status).toBe(200);
      expect([200, 409]).toContain((await planning).status);
      await world.until(removal.id, state => state === 'applied');
      const { body } = await world.as('alice')(
        'get',
        `/changes/${upgrading.id}`,
      );
      expect(body.state).toBe('superseded');
    });
  }
});
