import {
  createServiceFactory,
  type BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import { permissionsRegistryServiceFactory } from '@backstage/backend-defaults/permissionsRegistry';
import { mockCredentials } from '@backstage/backend-test-utils';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import permissionBackend from '@backstage/plugin-permission-backend';
import {
  CHANGE_KINDS,
  HIDDEN_VALUE,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import examplesPolicy from '@cluster-profiles/plugin-permission-backend-module-examples-policy';
import type { Router } from 'express';
import request from 'supertest';
import { MigratedDatabases } from '../../database/__testUtils__/MigratedDatabases';
import {
  anExistingCluster,
  existingClusters,
} from '../../__testUtils__/existingClusters';
import { namesItself } from '../../__testUtils__/namesItself';
import { startWorld, type World } from '../../__testUtils__/startWorld';
import { kubeconfig, lender } from '../../access/__testUtils__/lender';
import { createRouter } from '../../router/createRouter';
import {
  CALLERS,
  readExpected,
  type Caller,
  type Outcome,
} from './__testUtils__/readExpected';
import {
  CALLS,
  REQUESTS,
  VALUES,
  waitingCreate,
  type Scene,
} from './__testUtils__/requests';

jest.setTimeout(300_000);

const expected = readExpected();

/** `METHOD /path/{parameter}` of every route that the router really has. */
function routesOf(router: Router): string[] {
  return router.stack.flatMap(({ route, handle }) => {
    if (route) {
      const path = route.path.replace(/:(\w+)/g, '{$1}');
      return route.stack.map(({ method }) => `${method} ${path}`);
    }
    return 'stack' in handle ? routesOf(handle as unknown as Router) : [];
  });
}
const routes = routesOf(createRouter({ bodyLimit: 1 } as any));

const service = (subject: string) =>
  mockCredentials.service.header({
    onBehalfOf: mockCredentials.service(subject),
    targetPluginId: 'cluster-profiles',
  });
const user = (name: string) =>
  mockCredentials.user.header(`user:default/${name}`);
const CREDENTIALS: Record<Caller, BackstageCredentials> = {
  anonymous: mockCredentials.none(),
  guest: mockCredentials.user('user:default/guest'),
  member: mockCredentials.user('user:default/carol'),
  owner: mockCredentials.user('user:default/alice'),
  approver: mockCredentials.user('user:default/sam'),
  administrator: mockCredentials.user('user:default/paula'),
  granted: mockCredentials.service('external:granted'),
  ungranted: mockCredentials.service('external:ungranted'),
};
const HEADERS: Record<Caller, string> = {
  anonymous: mockCredentials.none.header(),
  guest: user('guest'),
  member: user('carol'),
  owner: user('alice'),
  approver: user('sam'),
  administrator: user('paula'),
  granted: service('external:granted'),
  ungranted: service('external:ungranted'),
};

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});

/**
 * All of it on one database; on the other what the database answers: reads, which conditions narrow in SQL. What is decided before a
 * row is read differs on none.
 */
describe.each(
  databases.eachSupportedId().map(([id]) => ({
    id,
    isAsked: (route: string) =>
      id.startsWith('SQLITE') || route.startsWith('get '),
    actions: id.startsWith('SQLITE') ? Object.keys(CALLS) : [],
  })),
)('who may do what, $id', ({ id, isAsked, actions: asked }) => {
  const registry = actionsRegistryServiceMock();
  let world: World;
  let scene: Scene;

  beforeAll(async () => {
    const place = existingClusters();
    place.clusters.set('old-shop', anExistingCluster());
    world = await startWorld({
      knex: await databases.init(id),
      rootConfig: { permission: { enabled: true } },
      features: [
        permissionBackend,
        examplesPolicy,
        namesItself,
        permissionsServiceFactory,
        permissionsRegistryServiceFactory,
        place.feature,
        createServiceFactory({
          service: actionsRegistryServiceRef,
          deps: {},
          factory: () => registry,
        }),
        lender(async () => ({
          kubeconfig,
          expiresAt: '2026-03-01T18:00:00.000Z',
        })),
      ],
      config: {
        targets: [
          ['dev-eu1', 'lender', 'development'],
          ['staging-eu1', 'lender', 'staging'],
          ['prod-eu1', 'lender', 'production'],
          ['legacy', place.target.provider, 'development'],
        ].map(([name, provider, stage]) => ({
          name,
          provider,
          stage,
          region: 'eu-central-1',
          endpoint: 'https://management.example.com',
        })),
        policies: [
          {
            name: 'production',
            match: { stage: 'production' },
            require: [{ group: 'group:default/security' }],
          },
        ],
        services: [
          {
            subject: 'external:granted',
            may: [
              'read',
              'read:values',
              ...CHANGE_KINDS.map(kind => `propose:${kind}`),
            ],
          },
        ],
      },
    });
    await world.publish();
    let proposed = 0;
    const waiting = async () => {
      proposed += 1;
      return world.propose('alice', waitingCreate(`waiting-${proposed}`));
    };
    await world.apply({
      ...waitingCreate('sandbox'),
      target: 'dev-eu1',
    } as any);
    const ledger = await world.propose('alice', waitingCreate('ledger'));
    await world.approve('sam', ledger);
    await world.until(ledger.id, state => state === 'applied');
    const started = async (path: string, body: object) =>
      (await world.as('alice')('post', path, body)).body.id;
    const shared = await world.propose('alice', {
      ...waitingCreate('shared'),
      target: 'staging-eu1',
    } as any);
    await world.approve('paula', shared);
    await world.until(shared.id, state => state === 'applied');
    const pause = { kind: 'pause', cluster: 'ledger' };
    scene = {
      cluster: 'ledger',
      shared,
      waiting,
      preview: await started('/previews', pause),
      bulkPreview: await started('/bulk-previews', { requests: [pause] }),
    };
  });
  afterAll(() => world.stop());

  async function ask(route: string, caller: Caller): Promise<Outcome> {
    const { path, body, telling } = await REQUESTS[route](scene);
    const [method] = route.split(' ') as ['get' | 'post' | 'put'];
    const { status, text } = await request(world.server)
      [method](`/api/cluster-profiles/v1${path}`)
      .set('Authorization', HEADERS[caller])
      .send(body);
    // What the state of things refuses was not refused for who asks.
    expect([200, 201, 202, 401, 403, 404, 409]).toContain(status);
    if ([401, 403, 404].includes(status)) {
      return 'no';
    }
    return telling === undefined || new RegExp(telling).test(text)
      ? 'yes'
      : 'some';
  }

  async function call(action: string, caller: Caller): Promise<Outcome> {
    const { input, telling } = await CALLS[action](scene);
    try {
      const { output } = await registry.invoke({
        id: `test:${action}`,
        input,
        credentials: CREDENTIALS[caller],
      });
      return telling === undefined || JSON.stringify(output).includes(telling)
        ? 'yes'
        : 'some';
    } catch (error: any) {
      expect(['NotAllowedError', 'NotFoundError', 'ConflictError']).toContain(
        error.name,
      );
      return error.name === 'ConflictError' ? 'yes' : 'no';
    }
  }

  async function look(what: string, caller: Caller): Promise<Outcome> {
    const { status, text } = await request(world.server)
      .get(`/api/cluster-profiles/v1${VALUES[what](scene)}`)
      .set('Authorization', HEADERS[caller]);
    if (status !== 200) {
      return 'no';
    }
    return text.includes(HIDDEN_VALUE) ? 'some' : 'yes';
  }

  it('is said of every action', async () => {
    const { actions } = await registry.list();
    const names = actions.map(({ name }) => name);
    expect(Object.keys(CALLS)).toEqual(names);
    expect(
      [...expected.keys()].filter(what => what.startsWith('action ')),
    ).toEqual(names.map(name => `action ${name}`));
  });

  for (const action of asked) {
    it(`is what the table says: action ${action}`, async () => {
      const outcomes: Record<string, Outcome> = {};
      for (const caller of CALLERS) {
        outcomes[caller] = await call(action, caller);
      }
      expect(outcomes).toEqual(expected.get(`action ${action}`));
    });
  }

  it('is said of every route', () => {
    expect(
      [...expected.keys()].filter(what => /^(get|post|put) /.test(what)).sort(),
    ).toEqual([...routes].sort());
    expect(Object.keys(REQUESTS).sort()).toEqual([...routes].sort());
  });

  it.each(routes.filter(isAsked))('is what the table says: %s', async route => {
    const outcomes: Record<string, Outcome> = {};
    for (const caller of CALLERS) {
      outcomes[caller] = await ask(route, caller);
    }
    expect(outcomes).toEqual(expected.get(route));
  });

  it('says whether values are told by each that has them', () => {
    expect(
      [...expected.keys()].filter(what => what.startsWith('values ')),
    ).toEqual(Object.keys(VALUES).map(what => `values of ${what}`));
  });

  it.each(Object.keys(VALUES))(
    'tells values as the table says: %s',
    async what => {
      const outcomes: Record<string, Outcome> = {};
      for (const caller of CALLERS) {
        outcomes[caller] = await look(what, caller);
      }
      expect(outcomes).toEqual(expected.get(`values of ${what}`));
    },
  );
});
