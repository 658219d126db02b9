import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockCredentials } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  clusterForcePermission,
  type ChangeRequest,
  type ClusterDetail,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import request from 'supertest';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import { startWorld, type World } from '../__testUtils__/startWorld';

jest.setTimeout(60_000);

const databases = MigratedDatabases.create({ ids: ['SQLITE_3'] });
const HOUR = 3_600_000;

/** Alice may force nothing; everybody else may do anything. */
const permissions = createServiceFactory({
  service: coreServices.permissions,
  deps: {},
  factory: () => {
    const decide = ({ permission }: any, { credentials }: any) => ({
      result:
        permission.name === clusterForcePermission.name &&
        credentials.principal.userEntityRef === 'user:default/alice'
          ? AuthorizeResult.DENY
          : AuthorizeResult.ALLOW,
    });
    const all = async (requests: any[], options: any) =>
      requests.map(asked => decide(asked, options));
    return { authorize: all, authorizeConditional: all } as any;
  },
});

describe('a deletion by force', () => {
  let world: World;
  let ahead = 0;

  const start = async (enabled = true) =>
    startWorld({
      knex: await databases.init('SQLITE_3'),
      features: [permissions],
      rootConfig: { permission: { enabled } },
      clock: { now: () => new Date(Date.now() + ahead), random: () => 0.5 },
    });

  afterEach(async () => {
    await world.stop();
    ahead = 0;
  });

  const force = (changes: object = {}) =>
    ({
      kind: 'delete',
      cluster: 'payments',
      force: true,
      reason: 'The cloud account is closed',
      ...changes,
    }) as ChangeRequest;
  const propose = async (who: string, body: object) => {
    const { status, body: said } = await world.as(who)(
      'post',
      '/changes',
      body,
    );
    return [status, said.error?.message];
  };
  const misbehave = (body: object) =>
    request(world.server)
      .put('/api/cluster-profiles/simulator/misbehaviours')
      .set('Authorization', mockCredentials.user.header('user:default/paula'))
      .send(body)
      .expect(200);
  const untilCluster = async (test: (cluster: ClusterDetail) => boolean) => {
    const deadline = Date.now() + 20_000;
    while (!test(await world.cluster())) {
      expect(Date.now()).toBeLessThan(deadline);
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  };
  const hang = async () => {
    await world.publish();
    await world.apply(world.create());
    await misbehave({ kind: 'hang-deletion', cluster: 'payments' });
    const change = await world.propose('alice', {
      kind: 'delete',
      cluster: 'payments',
    });
    await untilCluster(({ observed }) => Boolean(observed?.deleting));
    return change;
  };
  const late = async () => {
    const change = await hang();
    ahead += 3 * HOUR;
    // Looked at again, because somebody asks for it.
    await world.until(change.id, state => state === 'failed');
    return change;
  };

  it('ends one that is late, says what is given up, and keeps the record', async () => {
    world = await start();
    const hanging = await late();
    expect((await world.cluster()).forceDelete).toEqual({ allowed: true });
    expect(
      (await world.as('alice')('get', '/clusters/payments')).body.forceDelete,
    ).toEqual({
      allowed: false,
      reason: expect.stringContaining('may not force'),
    });

    const change = await world.propose('paula', force());
    expect(change).toMatchObject({ summary: 'Delete by force' });
    expect(change.plan!.findings).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ severity: 'warn', code: 'left-behind' }),
      ]),
    );
    expect(change.plan!.irreversible.join(' ')).toContain(
      'Given up, as last seen: ',
    );
    expect(change.plan!.givenUp).toEqual(
      expect.arrayContaining([expect.stringMatching(/^Infrastructure /)]),
    );
    await world.until(change.id, state => state === 'applied');
    expect((await world.cluster()).phaseReason).toMatch(
      /^Deleted by force; not known to be gone: .*Infrastructure /,
    );
    await world.until(hanging.id, state => state === 'superseded');
    const erased = await world.as('pete')('post', '/activity/erasures', {
      person: 'user:default/paula',
      reason: 'She left',
    });
    expect(erased.status).toBe(200);
    const { body } = await world.as('pete')('get', `/changes/${change.id}`);
    expect(body.request.reason).toBe('(erased)');
  });

  it('is refused before it is late, without a reason, and to who may not', async () => {
    world = await start();
    await world.publish();
    await world.apply(world.create());
    expect(await propose('paula', force())).toEqual([
      409,
      expect.stringContaining('is not being deleted'),
    ]);
    await misbehave({ kind: 'hang-deletion', cluster: 'payments' });
    const change = await world.propose('alice', {
      kind: 'delete',
      cluster: 'payments',
    });
    await world.until(change.id, state => state === 'applying');
    expect(await propose('paula', force())).toEqual([
      409,
      expect.stringContaining('still within its time'),
    ]);
    expect(
      await propose('paula', { kind: 'delete', cluster: 'payments' }),
    ).toEqual([409, expect.stringContaining('being deleted already')]);
    expect(await propose('paula', force({ reason: undefined }))).toEqual([
      400,
      expect.stringContaining('for a reason'),
    ]);
    ahead += 3 * HOUR;
    await world.until(change.id, state => state === 'failed');
    expect(await propose('alice', force())).toEqual([
      403,
      expect.stringContaining('may not force'),
    ]);
    const actor = await world.asActorFor('paula')('post', '/changes', force());
    expect([actor.status, actor.body.error.message]).toEqual([
      403,
      expect.stringContaining('own sign-in'),
    ]);
    const bulk = await world.as('paula')('post', '/bulk-changes', {
      requests: [force()],
    });
    expect(bulk.status).toBe(400);
  });

  it('is closed to everybody while permissions are off', async () => {
    world = await start(false);
    await late();
    expect(await propose('paula', force())).toEqual([
      403,
      expect.stringContaining('set permission.enabled'),
    ]);
    expect((await world.cluster()).forceDelete).toMatchObject({
      allowed: false,
    });
  });

  it('closes the record where the provider is gone for good', async () => {
    world = await start();
    await hang();
    await misbehave({ kind: 'unreachable', target: 'dev-eu1' });
    await untilCluster(({ phase }) => phase === 'unknown');
    const change = await world.propose('paula', force());
    expect(change.plan!.findings).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ code: 'record-closed-only' }),
      ]),
    );
    await world.until(change.id, state => state === 'applied');
    expect((await world.cluster()).phaseReason).toMatch(
      /^Its record was closed by force; /,
    );
  });
});
