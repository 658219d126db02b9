import {
  createBackendModule,
  type SchedulerServiceTaskFunction,
} from '@backstage/backend-plugin-api';
import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import { permissionsRegistryServiceFactory } from '@backstage/backend-defaults/permissionsRegistry';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import permissionBackend from '@backstage/plugin-permission-backend';
import {
  AuthorizeResult,
  isPermission,
} from '@backstage/plugin-permission-common';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import searchBackend from '@backstage/plugin-search-backend';
import {
  changeReadPermission,
  clusterReadPermission,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  changeConditions,
  clusterConditions,
  createChangeConditionalDecision,
  createClusterConditionalDecision,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import searchModule from '@cluster-profiles/plugin-search-backend-module-cluster-profiles';
import request from 'supertest';
import { namesItself } from '../__testUtils__/namesItself';
import { PLATFORM, startWorld, type World } from '../__testUtils__/startWorld';

jest.setTimeout(60_000);

/** The platform group reads everything, others what their groups own; profiles are for all. */
const ownersOnly = createBackendModule({
  pluginId: 'permission',
  moduleId: 'owners-only',
  register(env) {
    env.registerInit({
      deps: { policy: policyExtensionPoint },
      async init({ policy }) {
        policy.setPolicy({
          handle: async ({ permission }, user) => {
            const claims = user?.info.ownershipEntityRefs ?? [];
            if (claims.includes(PLATFORM)) {
              return { result: AuthorizeResult.ALLOW };
            }
            if (isPermission(permission, clusterReadPermission)) {
              return createClusterConditionalDecision(
                permission,
                clusterConditions.isOwner({ claims }),
              );
            }
            if (isPermission(permission, changeReadPermission)) {
              return createChangeConditionalDecision(
                permission,
                changeConditions.isOwner({ claims }),
              );
            }
            return { result: AuthorizeResult.ALLOW };
          },
        });
      },
    });
  },
});

describe('search results', () => {
  let world: World;
  const tasks = new Map<string, SchedulerServiceTaskFunction>();
  const scheduler = mockServices.scheduler.mock({
    createScheduledTaskRunner: () => ({
      run: async ({ id, fn }) => void tasks.set(id, fn),
    }),
  });

  beforeAll(async () => {
    world = await startWorld({
      rootConfig: { permission: { enabled: true } },
      features: [
        searchBackend,
        searchModule,
        permissionBackend,
        ownersOnly,
        namesItself,
        permissionsServiceFactory,
        permissionsRegistryServiceFactory,
        scheduler.factory,
      ],
    });
    await world.publish();
    const created = await world.propose('alice', world.create());
    await world.until(created.id, state => state === 'applied');
    for (const index of tasks.values()) {
      await index(new AbortController().signal);
    }
  });
  afterAll(() => world.stop());

  async function find(name: string, term: string): Promise<string[]> {
    const { status, body } = await request(world.server)
      .get('/api/search/query')
      .query({ term })
      .set(
        'Authorization',
        mockCredentials.user.header(`user:default/${name}`),
      );
    expect(status).toBe(200);
    return body.results
      .map(({ type, document }: any) => `${type} ${document.title}`)
      .sort();
  }

  it('show a cluster and its change to those who may read them', async () => {
    await expect(find('alice', 'payments')).resolves.toEqual([
      expect.stringMatching(/^cluster-profiles-change payments: /),
      'cluster-profiles-cluster payments',
    ]);
  });

  it('show both to the platform group', async () => {
    await expect(find('paula', 'payments')).resolves.toHaveLength(2);
  });

  it('show neither to those who may not', async () => {
    await expect(find('carol', 'payments')).resolves.toEqual([]);
  });

  it('show profiles, by their layers, to everybody', async () => {
    const { body } = await world.as('carol')('get', '/profiles');
    const layer = body[0].versions[0].layers[0].name;
    await expect(find('carol', layer)).resolves.toEqual([
      expect.stringMatching(/^cluster-profiles-profile /),
    ]);
  });
});
