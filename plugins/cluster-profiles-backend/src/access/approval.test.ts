import {
  planDigests,
  textDigest,
  type AccessGrantRequest,
  type ChangeRequest,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { ClusterProvider } from '@cluster-profiles/plugin-cluster-profiles-node';
import type { Knex } from 'knex';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import { PLATFORM, type World } from '../__testUtils__/startWorld';
import type { ApprovalRow, ChangeRow } from '../database/tables';
import { kubeconfig } from './__testUtils__/lender';
import { startAccessWorld } from './__testUtils__/startAccessWorld';
import { aKey } from '../record/__testUtils__/keys';

jest.setTimeout(60_000);

const databases = MigratedDatabases.create({ ids: ['SQLITE_3'] });
const HOUR = 3_600_000;

/** Paula and Pete are the platform group. */
describe('access by approval', () => {
  let world: World;
  let knex: Knex;
  let ahead = 0;
  const access = jest.fn<
    ReturnType<NonNullable<ClusterProvider['access']>>,
    Parameters<NonNullable<ClusterProvider['access']>>
  >();

  beforeAll(async () => {
    knex = await databases.init('SQLITE_3');
    world = await startAccessWorld({
      knex,
      access,
      record: { keys: [aKey('one').config] },
      policies: [
        {
          name: 'administrators',
          match: { kind: 'access', stage: 'production', role: 'admin' },
          require: [{ group: PLATFORM, approvals: 1 }],
        },
        // Not about access, as it does not name it.
        {
          name: 'production',
          match: { stage: 'production' },
          require: [{ group: PLATFORM, approvals: 1 }],
        },
      ],
      clock: {
        now: () => new Date(Date.now() + ahead),
        random: () => 0.5,
      },
    });
  });

  afterAll(() => world.stop());

  beforeEach(() => {
    access.mockReset().mockImplementation(async ({ seconds }) => ({
      kubeconfig,
      expiresAt: new Date(Date.now() + ahead + seconds * 1000).toISOString(),
    }));
  });

  const path = '/clusters/shop/access';
  const fetchAs = (who: string, body: object) =>
    world.as(who)('post', path, body);
  const wanted = (
    changes: Partial<AccessGrantRequest> = {},
  ): AccessGrantRequest => ({
    kind: 'access',
    cluster: 'shop',
    role: 'admin',
    hours: 2,
    reason: 'The certificate of the ingress',
    ...changes,
  });
  const grant = async (changes: Partial<AccessGrantRequest> = {}) => {
    const change = await world.propose('paula', wanted(changes));
    expect((await world.approve('pete', change)).status).toBe(200);
    return world.until(change.id, state => state === 'applied');
  };
  const erase = async () => {
    const { status } = await world.as('pete')('post', '/activity/erasures', {
      person: 'user:default/paula',
      reason: 'She left',
    });
    expect(status).toBe(200);
  };
  const endAllGrants = async () => {
    ahead += 9 * HOUR;
  };

  it('is asked of nobody where no policy means it', async () => {
    const { status } = await fetchAs('paula', { role: 'edit' });
    expect(status).toBe(201);
    expect(
      (await world.as('paula')('get', '/clusters/payments/access')).body,
    ).toEqual({ roles: ['view', 'edit', 'admin'] });
  });

  it('is refused before it is granted, and says what to do', async () => {
    const { status, body } = await fetchAs('paula', { role: 'admin' });
    expect([status, body.error.message]).toEqual([
      403,
      "The role 'admin' on cluster 'shop' needs 1 approval from platform; ask for access with a reason, and get it once that is approved",
    ]);
    expect(access).not.toHaveBeenCalled();
  });

  it('gives what was approved to whom it was approved, until it ends', async () => {
    const before = await world.cluster('shop');
    const change = await world.propose('paula', wanted());
    expect(change).toMatchObject({
      state: 'awaiting-approval',
      summary: 'Access as admin for 2 hours',
      plan: {
        baseRevision: null,
        access: {
          cluster: 'shop',
          clusterUid: before.uid,
          subject: 'user:default/paula',
          role: 'admin',
          hours: 2,
          reason: 'The certificate of the ingress',
        },
      },
    });
    expect((await world.as('paula')('get', path)).body).toEqual({
      roles: ['view', 'edit', 'admin'],
      byApproval: ['admin'],
      granted: [],
      pending: [
        expect.objectContaining({
          change: change.id,
          role: 'admin',
          hours: 2,
          state: 'awaiting-approval',
        }),
      ],
    });
    expect((await fetchAs('paula', { role: 'admin' })).status).toBe(403);
    expect((await world.approve('paula', change)).status).toBe(403);
    expect((await world.approve('pete', change)).status).toBe(200);
    const granted = await world.until(change.id, state => state === 'applied');
    const until = Date.parse(granted.acceptedAt!) + 2 * HOUR;

    ahead += HOUR;
    const { status } = await fetchAs('paula', { role: 'admin', hours: 8 });
    expect(status).toBe(201);
    const { seconds } = access.mock.calls[0][0];
    expect(seconds).toBeGreaterThan(3500);
    expect(seconds).toBeLessThanOrEqual(3600);
    // Somebody else has to ask for himself.
    expect((await fetchAs('pete', { role: 'admin' })).status).toBe(403);
    expect((await world.as('paula')('get', path)).body).toMatchObject({
      granted: [
        {
          change: change.id,
          role: 'admin',
          until: new Date(until).toISOString(),
        },
      ],
      pending: [],
    });
    const record = await world.as('paula')(
      'get',
      '/activity?subject=shop&type=access-granted',
    );
    expect(record.body.items[0]).toMatchObject({ changeId: change.id });

    ahead += HOUR - 300_000;
    const late = await fetchAs('paula', { role: 'admin' });
    expect([late.status, late.body.error.message]).toEqual([
      409,
      expect.stringContaining('too soon for new credentials'),
    ]);
    ahead += 300_000;
    expect((await fetchAs('paula', { role: 'admin' })).status).toBe(403);

    // Nothing of the cluster came out of it.
    const after = await world.cluster('shop');
    expect(after.revision).toBe(before.revision);
    expect(after.change).toBeUndefined();
  });

  it('waits for no other change of the cluster, and keeps none', async () => {
    const access_ = await world.propose('paula', wanted());
    const resize = await world.propose('alice', {
      kind: 'protect',
      cluster: 'shop',
      protected: true,
    });
    await world.approve('pete', resize);
    await world.until(resize.id, state => state === 'applied');
    // The cluster has moved on since it was planned.
    expect((await world.approve('pete', access_)).status).toBe(200);
    await world.until(access_.id, state => state === 'applied');
    expect((await fetchAs('paula', { role: 'admin' })).status).toBe(201);
    await endAllGrants();
  });

  it('does not hold any more once the stored plan or its approval is another', async () => {
    const change = await grant();
    const row = (await knex<ChangeRow>('changes')
      .where({ id: change.id })
      .first())!;
    const plan = JSON.parse(row.plan!);
    const put = (patch: Partial<ChangeRow>) =>
      knex<ChangeRow>('changes').where({ id: change.id }).update(patch);

    await put({
      plan: JSON.stringify({ ...plan, access: { ...plan.access, hours: 8 } }),
    });
    expect((await fetchAs('paula', { role: 'admin' })).status).toBe(403);
    await put({ plan: row.plan });
    expect((await fetchAs('paula', { role: 'admin' })).status).toBe(201);
    // It would last longer.
    await put({
      accepted_at: new Date(Date.now() + ahead + HOUR).toISOString(),
    });
    expect((await fetchAs('paula', { role: 'admin' })).status).toBe(403);
    await put({ accepted_at: row.accepted_at });
    expect((await fetchAs('paula', { role: 'admin' })).status).toBe(201);
    await knex<ApprovalRow>('approvals')
      .where({ change_id: change.id })
      .delete();
    expect((await fetchAs('paula', { role: 'admin' })).status).toBe(403);
    await endAllGrants();
  });

  it.each<[string, ChangeRequest, number, string]>([
    ['alice', wanted(), 403, "the role 'admin'"],
    ['bob', wanted({ role: 'view' }), 404, "no cluster 'shop'"],
    ['paula', wanted({ cluster: 'model' }), 409, 'give no credentials'],
    ['paula', wanted({ cluster: 'waiting' }), 409, 'not there yet'],
    ['paula', wanted({ hours: 9 }), 400, 'hours'],
    ['paula', wanted({ reason: '' }), 400, 'reason'],
  ])('cannot be asked for by %s with %j: %i', async (who, body, ...answer) => {
    const { status, body: said } = await world.as(who)(
      'post',
      '/changes',
      body,
    );
    expect([status, said.error?.message]).toEqual([
      answer[0],
      expect.stringContaining(answer[1]),
    ]);
  });

  it('takes an own sign-in to ask', async () => {
    const { status, body } = await world.asActorFor('paula')(
      'post',
      '/changes',
      wanted(),
    );
    expect([status, body.error.message]).toEqual([
      403,
      expect.stringContaining('own sign-in'),
    ]);
  });

  it('ends with the cluster, whose name another one may take', async () => {
    await grant();
    await world.apply({ kind: 'protect', cluster: 'shop', protected: false });
    const { uid } = await world.cluster('shop');
    await knex('clusters').where({ uid }).update({ live_name: null });
    expect((await fetchAs('paula', { role: 'admin' })).status).toBe(404);
    await world.apply(world.create({ cluster: 'shop', target: 'lent-prod' }));
    expect((await fetchAs('paula', { role: 'admin' })).status).toBe(403);
  });

  it('forgets why it was asked for once it has ended, and still proves what was approved', async () => {
    const reason = 'My shift in Lime Street';
    const { id } = await grant({ reason });
    const holding = async () => {
      const found = [];
      for (const table of ['changes', 'activity_words', 'notices']) {
        const rows = await knex(table);
        if (JSON.stringify(rows).includes(reason)) found.push(table);
      }
      return found;
    };
    await erase();
    expect(await holding()).toEqual(['changes']);

    await endAllGrants();
    await erase();
    expect(await holding()).toEqual([]);
    const { body } = await world.as('pete')('get', `/changes/${id}`);
    expect(body).toMatchObject({
      request: { reason: '(erased)' },
      plan: { access: { reason: '(erased)' } },
    });
    expect(body.plan.access).not.toHaveProperty('reasonSalt');
    expect(planDigests('access', body.plan).planDigest).toBe(
      body.plan.planDigest,
    );
    expect(body.plan.access.reasonDigest).not.toBe(textDigest(reason));
  });
});
