import {
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  addOnEnginesExtensionPoint,
  clusterProvidersExtensionPoint,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import type { Knex } from 'knex';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import {
  CHECKOUT,
  PLATFORM,
  startWorld,
  type World,
} from '../__testUtils__/startWorld';
import { ScriptedWorld } from '../reconciler/__testUtils__/scripted';

jest.setTimeout(120_000);

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});
const CANARY = 'canary-Zm9yIHlvdXIgZXllcyBvbmx5';

/** A place whose answers and errors hold secrets. */
const careless = (state: { fails: boolean; place: ScriptedWorld }) => {
  const { provider, engine } = state.place;
  return createBackendModule({
    pluginId: 'cluster-profiles',
    moduleId: 'careless',
    register(env) {
      env.registerInit({
        deps: {
          providers: clusterProvidersExtensionPoint,
          engines: addOnEnginesExtensionPoint,
        },
        async init({ providers, engines }) {
          engines.addEngine({ ...engine, id: 'careless' });
          providers.addProvider({
            ...provider,
            id: 'careless',
            preflight: async () => {
              if (state.fails) throw new Error(`401 for Bearer ${CANARY}`);
              return [];
            },
            access: async ({ role }) => {
              if (role === 'edit') {
                throw new Error(`kubeconfig with token ${CANARY} was refused`);
              }
              return {
                kubeconfig: `token: ${CANARY}`,
                expiresAt: '2027-01-01T00:00:00.000Z',
              };
            },
          });
        },
      });
    },
  });
};

describe.each(databases.eachSupportedId())('a secret, %s', databaseId => {
  let world: World;
  let knex: Knex;
  const logged: string[] = [];
  const place = { fails: false, place: new ScriptedWorld() };

  beforeAll(async () => {
    knex = await databases.init(databaseId);
    const logger = mockServices.logger.mock();
    for (const level of ['error', 'warn', 'info', 'debug'] as const) {
      logger[level].mockImplementation((message, meta) => {
        const { stack, message: inner, ...rest } = (meta ?? {}) as Error;
        logged.push(`${message} ${inner} ${stack} ${JSON.stringify(rest)}`);
      });
    }
    logger.child.mockReturnValue(logger);
    world = await startWorld({
      knex,
      rootConfig: { permission: { enabled: true } },
      features: [
        careless(place),
        mockServices.permissions.factory({ result: AuthorizeResult.ALLOW }),
        createServiceFactory({
          service: coreServices.logger,
          deps: {},
          factory: () => logger,
        }),
      ],
      config: {
        targets: [
          {
            name: 'dev-eu1',
            stage: 'development',
            provider: 'careless',
            region: 'eu',
            credentials: 'name-of-a-secret',
          },
          {
            name: 'prod-eu1',
            stage: 'production',
            provider: 'careless',
            region: 'eu',
            credentials: 'name-of-a-secret',
          },
        ],
      },
    });
    await world.publish();
    await world.apply(world.create());
  });
  afterAll(() => world.stop());

  async function tablesWith(text: string): Promise<string[]> {
    const tables: string[] = databaseId.startsWith('SQLITE')
      ? await knex('sqlite_master').where({ type: 'table' }).pluck('name')
      : await knex('information_schema.tables')
          .where({ table_schema: 'public' })
          .pluck('table_name');
    const found = [];
    for (const table of tables) {
      const rows = await knex(table);
      if (JSON.stringify(rows).includes(text)) found.push(table);
    }
    return found;
  }
  const READS = [
    '/clusters',
    '/clusters/payments',
    '/clusters/payments/revisions',
    '/clusters/payments/export',
    '/clusters/payments/drift',
    '/clusters/payments/access',
    '/targets',
    '/providers',
    '/changes',
    '/activity',
    '/activity?format=csv',
  ];
  async function readsWith(text: string): Promise<string[]> {
    const found = [];
    for (const path of READS) {
      const { text: answer } = await world.as('paula')('get', path);
      if (answer.includes(text)) found.push(path);
    }
    return found;
  }

  it('in a kubeconfig is given to who asked, and kept nowhere', async () => {
    const { body, headers } = await world.as('alice')(
      'post',
      '/clusters/payments/access',
      { role: 'view' },
    );
    expect(body.kubeconfig).toContain(CANARY);
    expect(headers['cache-control']).toBe('no-store');
    expect(await tablesWith(CANARY)).toEqual([]);
    expect(await readsWith(CANARY)).toEqual([]);
    expect(logged.join('\n')).not.toContain(CANARY);
    expect(JSON.stringify(world.notifications)).not.toContain(CANARY);
    // Else nothing above would show anything.
    expect(await tablesWith('access-granted')).toEqual(['activity']);
    expect(logged.length).toBeGreaterThan(0);
  });

  it('in an error of a provider is told to nobody', async () => {
    const { status, text } = await world.as('alice')(
      'post',
      '/clusters/payments/access',
      { role: 'edit' },
    );
    expect(status).toBe(503);
    expect(text).not.toContain(CANARY);
    place.fails = true;
    const { id } = await world.propose(
      'alice',
      world.create({ cluster: 'unlucky' }),
    );
    const change = await world.as('alice')('get', `/changes/${id}`);
    expect(change.text).toContain('did not answer');
    expect(change.text).not.toContain(CANARY);
    const { text: targets } = await world.as('alice')('get', '/targets');
    expect(targets).toContain('provider-unreachable');
    expect(targets).not.toContain(CANARY);
    place.fails = false;
    expect(await tablesWith(CANARY)).toEqual([]);
    expect(logged.join('\n')).not.toContain(CANARY);
  });

  it('of a target is not even named in lists of targets', async () => {
    const { text } = await world.as('alice')('get', '/targets');
    expect(text).not.toContain('name-of-a-secret');
  });

  it('that somebody put into a parameter stays in the desired state', async () => {
    await world.publish({
      name: 'careless',
      parameters: {
        type: 'object',
        properties: {
          workers: { type: 'integer', default: 1 },
          password: { type: 'string' },
        },
      },
    });
    const password = `${CANARY}-parameter`;
    await world.apply(
      world.create({
        cluster: 'careless',
        profile: { name: 'careless', version: '1.0.0' },
        parameters: { password },
      }),
    );
    expect((await tablesWith(password)).sort()).toEqual([
      'changes',
      'revisions',
    ]);
    expect(await readsWith(password)).toEqual([]);
    expect(logged.join('\n')).not.toContain(password);
    expect(JSON.stringify(world.notifications)).not.toContain(password);
  });

  it('that somebody put into an override stays in the desired state', async () => {
    const value = `${CANARY}-override`;
    await world.apply({
      kind: 'override',
      cluster: 'payments',
      overrides: [{ layer: 'metrics-server', path: '/greeting', value }],
      reason: 'until the new version is there',
      expires: new Date(Date.now() + 86_400_000).toISOString(),
    });
    expect((await tablesWith(value)).sort()).toEqual(['changes', 'revisions']);
    expect(await readsWith(value)).toEqual([
      '/clusters/payments',
      '/clusters/payments/revisions',
      '/clusters/payments/export',
    ]);
    expect(logged.join('\n')).not.toContain(value);
    expect(JSON.stringify(world.notifications)).not.toContain(value);
  });

  it('in the reason of break glass is told to those who are concerned, and nowhere else', async () => {
    await world.apply(world.create({ cluster: 'shop', target: 'prod-eu1' }));
    const change = await world.propose('alice', {
      kind: 'set-parameters',
      cluster: 'shop',
      parameters: { workers: 3 },
    });
    const path = `/changes/${change.id}`;
    const use = (planDigest?: string) => ({
      planDigest,
      reason: `the token is ${CANARY}-glass`,
    });
    const reason = `${CANARY}-glass`;
    // What is refused keeps it nowhere, and does not say it back.
    const refused = await world.as('carol')('post', `${path}/break-glass`, {
      ...use('f'.repeat(64)),
    });
    expect(refused.status).toBeGreaterThanOrEqual(400);
    expect(refused.text).not.toContain(reason);
    expect(await tablesWith(reason)).toEqual([]);

    const used = await world.as('carol')(
      'post',
      `${path}/break-glass`,
      use(change.planDigest),
    );
    expect(used.status).toBe(200);
    await world.until(change.id, state => state === 'applied');
    const verdict = { verdict: 'confirmed' };
    for (const who of ['pete', 'paula']) {
      const { status } = await world.as(who)('post', `${path}/review`, verdict);
      expect(status).toBe(200);
    }
    const deadline = Date.now() + 20_000;
    while ((await tablesWith(reason)).includes('notices')) {
      expect(Date.now()).toBeLessThan(deadline);
      await new Promise(resolve => setTimeout(resolve, 100));
    }
    expect((await tablesWith(reason)).sort()).toEqual([
      'activity_words',
      'break_glass',
    ]);
    expect((await world.as('paula')('get', path)).text).toContain(reason);
    expect(await readsWith(reason)).toEqual([
      '/activity',
      '/activity?format=csv',
    ]);
    const shop = await world.as('paula')('get', '/clusters/shop');
    expect(shop.text).not.toContain(reason);
    expect(logged.join('\n')).not.toContain(reason);
    const told = world.notifications.filter(sent =>
      JSON.stringify(sent).includes(reason),
    );
    expect(told).toMatchObject([
      {
        recipients: { entityRef: expect.arrayContaining([CHECKOUT, PLATFORM]) },
        payload: { topic: 'glass-broken' },
      },
    ]);
  });

  /** As an edit by hand of a field, until it is found. */
  async function drift(path: string, observed: string): Promise<void> {
    place.place.bend = seen => ({
      ...seen,
      layers: seen.layers.map(layer =>
        layer.name === 'kubernetes'
          ? {
              ...layer,
              drift: 'Drifted' as const,
              differences: [
                {
                  object: 'KubeadmControlPlane payments',
                  path,
                  desired: 'none',
                  observed,
                },
              ],
            }
          : layer,
      ),
    });
    const deadline = Date.now() + 20_000;
    while (!(await tablesWith(path)).includes('drift_findings')) {
      expect(Date.now()).toBeLessThan(deadline);
      await knex('work').update({ due_at: '2020-01-01T00:00:00.000Z' });
      await new Promise(resolve => setTimeout(resolve, 100));
    }
  }

  it('in a field that drifted is in what was found, and not in the record', async () => {
    const observed = `${CANARY}-drift`;
    await drift('/spec/banner', observed);
    expect((await tablesWith(observed)).sort()).toEqual([
      'clusters',
      'drift_findings',
    ]);
    expect(await tablesWith('drift-opened')).toEqual(['activity']);
    expect(await readsWith(observed)).toEqual([
      '/clusters/payments',
      '/clusters/payments/drift',
    ]);
    expect(logged.join('\n')).not.toContain(observed);
    expect(JSON.stringify(world.notifications)).not.toContain(observed);
  });

  it('in a field that is called like a secret is nowhere', async () => {
    const observed = `${CANARY}-token`;
    await drift('/spec/token', observed);
    expect(await tablesWith(observed)).toEqual([]);
    expect(await readsWith(observed)).toEqual([]);
    expect(logged.join('\n')).not.toContain(observed);
  });
});
