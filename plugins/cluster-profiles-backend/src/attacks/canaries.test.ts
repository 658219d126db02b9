import {
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  addOnEnginesExtensionPoint,
  clusterProvidersExtensionPoint,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import type { Knex } from 'knex';
import { startWorld, type World } from '../__testUtils__/startWorld';
import { ScriptedWorld } from '../reconciler/__testUtils__/scripted';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const CANARY = 'canary-Zm9yIHlvdXIgZXllcyBvbmx5';

/** A place whose answers and errors hold secrets. */
const careless = (state: { fails: boolean }) => {
  const { provider, engine } = new ScriptedWorld();
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

describe('a secret', () => {
  let world: World;
  let knex: Knex;
  const logged: string[] = [];
  const place = { fails: false };

  beforeAll(async () => {
    knex = await databases.init('SQLITE_3');
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
        ],
      },
    });
    await world.publish();
    await world.apply(world.create());
  });
  afterAll(() => world.stop());

  async function tablesWith(text: string): Promise<string[]> {
    const tables: string[] = await knex('sqlite_master')
      .where({ type: 'table' })
      .pluck('name');
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
});
