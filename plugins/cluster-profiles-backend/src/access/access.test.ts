import { mockCredentials } from '@backstage/backend-test-utils';
import { ClusterProfilesClient } from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  HeldError,
  ProviderRefusedError,
  ProviderUnreachableError,
  type ClusterProvider,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import type { Knex } from 'knex';
import request from 'supertest';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import type { World } from '../__testUtils__/startWorld';
import { kubeconfig, SECRET } from './__testUtils__/lender';
import {
  asked,
  logged,
  startAccessWorld,
} from './__testUtils__/startAccessWorld';

jest.setTimeout(60_000);

const databases = MigratedDatabases.create({ ids: ['SQLITE_3'] });
const expiresAt = '2026-03-01T18:00:00.000Z';

const access = jest.fn<
  ReturnType<NonNullable<ClusterProvider['access']>>,
  Parameters<NonNullable<ClusterProvider['access']>>
>();

describe('access to clusters', () => {
  let world: World;
  let knex: Knex;

  beforeAll(async () => {
    knex = await databases.init('SQLITE_3');
    world = await startAccessWorld({ knex, access });
  });

  beforeEach(() => {
    asked.length = 0;
    logged.length = 0;
    access.mockReset().mockResolvedValue({ kubeconfig, expiresAt });
  });

  const path = (cluster: string) => `/clusters/${cluster}/access`;
  const offer = async (who: string, cluster = 'payments') =>
    (await world.as(who)('get', path(cluster))).body;
  const ask = (who: string, cluster = 'payments', body: object = {}) =>
    world.as(who)('post', path(cluster), { role: 'view', ...body });

  /** Every cell of the database. */
  async function dump(): Promise<string> {
    const tables = await knex('sqlite_master')
      .where({ type: 'table' })
      .pluck('name');
    return JSON.stringify(
      await Promise.all(tables.map(table => knex(table).select('*'))),
    );
  }

  it('is given for a time, in the name of the caller', async () => {
    const { status, body } = await ask('alice', 'payments', {
      role: 'edit',
      hours: 8,
    });
    expect([status, body]).toEqual([
      201,
      { cluster: 'payments', role: 'edit', expiresAt, kubeconfig },
    ]);
    expect(access).toHaveBeenCalledWith({
      desired: expect.objectContaining({
        cluster: expect.objectContaining({ name: 'payments' }),
      }),
      role: 'edit',
      subject: 'user:default/alice',
      seconds: 8 * 3600,
      signal: expect.any(AbortSignal),
    });
    await ask('alice');
    expect(access.mock.calls[1][0]).toMatchObject({ seconds: 3600 });
  });

  it('is on the record, and its secret nowhere', async () => {
    await ask('paula', 'shop', { role: 'admin' });
    const { body } = await world.as('alice')(
      'get',
      '/activity?subject=shop&type=access-granted',
    );
    expect(body.items).toEqual([
      expect.objectContaining({
        actor: 'user:default/paula',
        subject: expect.objectContaining({ kind: 'cluster', name: 'shop' }),
        message: `Got access as admin until ${expiresAt}`,
      }),
    ]);
    const stored = await dump();
    expect(stored).toContain('access-granted');
    expect(stored).not.toContain(SECRET);
    expect(logged.join('\n')).not.toContain(SECRET);
  });

  it('comes through the client', async () => {
    const client = new ClusterProfilesClient({
      discoveryApi: {
        getBaseUrl: async plugin =>
          `http://localhost:${world.server.port()}/api/${plugin}`,
      },
    });
    const options = { token: mockCredentials.user.token('user:default/alice') };
    expect(await client.getAccessOffer('payments', options)).toEqual({
      roles: ['view', 'edit'],
    });
    expect(
      await client.requestAccess('payments', { role: 'view' }, options),
    ).toEqual({ cluster: 'payments', role: 'view', expiresAt, kubeconfig });
    await expect(
      client.requestAccess('payments', { role: 'admin' }, options),
    ).rejects.toThrow('403');
  });

  it('leaves nothing in a cache on the way', async () => {
    const { headers } = await request(world.server)
      .post('/api/cluster-profiles/v1/clusters/payments/access')
      .set('Authorization', mockCredentials.user.header('user:default/alice'))
      .send({ role: 'view' });
    expect(headers['cache-control']).toBe('no-store');
  });

  it('is not given where the record cannot be written', async () => {
    await knex.raw(
      "create trigger full before insert on activity begin select raise(fail, 'disk full'); end",
    );
    try {
      const { status, text } = await ask('alice');
      expect(status).toBe(500);
      expect(text).not.toContain(SECRET);
    } finally {
      await knex.raw('drop trigger full');
    }
  });

  it.each<[string, string, object, number, string]>([
    ['alice', 'payments', { role: 'admin' }, 403, "the role 'admin'"],
    ['alice', 'shop', { role: 'edit' }, 403, "the role 'edit'"],
    ['sam', 'payments', {}, 403, "the role 'view'"],
    ['bob', 'payments', {}, 404, "no cluster 'payments'"],
    ['alice', 'nobody', {}, 404, "no cluster 'nobody'"],
    ['alice', 'waiting', {}, 409, 'not there yet'],
    ['alice', 'model', {}, 409, 'provider simulator give no credentials'],
    ['alice', 'payments', { hours: 9 }, 400, 'hours'],
    ['alice', 'payments', { hours: 0.5 }, 400, 'hours'],
    ['alice', 'payments', { role: 'cluster-admin' }, 400, 'role'],
    ['alice', 'payments', { subject: 'root' }, 400, 'subject'],
  ])(
    'is refused to %s on %s with %j: %i',
    async (who, cluster, body, status, message) => {
      const answer = await ask(who, cluster, body);
      expect([answer.status, answer.body.error?.message]).toEqual([
        status,
        expect.stringContaining(message),
      ]);
      expect(access).not.toHaveBeenCalled();
    },
  );

  it('takes an own sign-in: no service, no token that acts for somebody', async () => {
    for (const call of [
      world.asService('external:ci'),
      world.asActorFor('paula'),
    ]) {
      const { status, body } = await call('post', path('payments'), {
        role: 'view',
      });
      expect([status, body.error.message]).toEqual([
        403,
        expect.stringContaining('own sign-in'),
      ]);
      expect((await call('get', path('payments'))).body).toEqual({
        roles: [],
        reason: expect.stringContaining('own sign-in'),
      });
    }
    expect(access).not.toHaveBeenCalled();
  });

  it.each([ProviderRefusedError, HeldError])(
    'passes on why the provider says no: %p',
    async SaysNo => {
      access.mockRejectedValue(new SaysNo('its API has no tokens'));
      const { status, body } = await ask('alice');
      expect([status, body.error.message]).toEqual([
        409,
        "Cluster 'payments' gives no credentials: its API has no tokens",
      ]);
    },
  );

  it.each<[string, unknown]>([
    [
      'ProviderUnreachableError at ',
      new ProviderUnreachableError(`refused: ${SECRET}`),
    ],
    ['TypeError at ', new TypeError(`"${SECRET}"\n at line ${SECRET}`)],
    ['unknown error', `a bare ${SECRET}`],
  ])(
    'tells nobody what else went wrong, and the log where: %s',
    async (kind, error) => {
      access.mockRejectedValue(error);
      const { status, text } = await ask('alice');
      expect(status).toBe(503);
      expect(text).toContain("Cluster 'payments' does not answer");
      expect(text).not.toContain(SECRET);
      const log = logged.join('\n');
      expect(log).toContain(`No access to cluster payments: ${kind}`);
      expect(log).not.toContain(SECRET);
      expect(await dump()).not.toContain(SECRET);
    },
  );

  it.each<[string, string, string[], string | undefined]>([
    ['paula', 'shop', ['view', 'edit', 'admin'], undefined],
    ['alice', 'payments', ['view', 'edit'], undefined],
    ['alice', 'shop', ['view'], undefined],
    ['sam', 'shop', [], 'You may not access this cluster; ask its owner'],
    [
      'alice',
      'model',
      [],
      'Clusters of the provider simulator give no credentials',
    ],
    [
      'alice',
      'waiting',
      [],
      "Cluster 'waiting' is not there yet; try again once it is ready",
    ],
  ])('offers %s on %s: %j', async (who, cluster, roles, reason) => {
    expect(await offer(who, cluster)).toEqual({
      roles,
      ...(reason && { reason }),
    });
  });

  it('offers with one question for each role, and none where there is nothing to offer', async () => {
    await offer('alice');
    expect(asked.filter(name => name.includes('.access.')).sort()).toEqual([
      'cluster-profiles.cluster.access.admin',
      'cluster-profiles.cluster.access.edit',
      'cluster-profiles.cluster.access.view',
    ]);
    asked.length = 0;
    await offer('alice', 'model');
    expect(asked).toEqual(['cluster-profiles.cluster.read']);
  });

  it('offers nothing of a cluster that the caller may not see', async () => {
    expect((await world.as('bob')('get', path('payments'))).status).toBe(404);
  });
});

it('gives nobody access while permissions are off', async () => {
  const lend = jest.fn();
  const world = await startAccessWorld({
    knex: await databases.init('SQLITE_3'),
    access: lend,
    permissionsEnabled: false,
  });
  const reason =
    'Access to clusters needs permissions: set permission.enabled and a policy';
  const path = '/clusters/payments/access';
  const offer = await world.as('paula')('get', path);
  expect(offer.body).toEqual({ roles: [], reason });
  const refused = await world.as('paula')('post', path, { role: 'view' });
  expect(refused.status).toBe(409);
  expect(refused.body.error.message).toBe(reason);
  expect(lend).not.toHaveBeenCalled();
  await world.stop();
});
