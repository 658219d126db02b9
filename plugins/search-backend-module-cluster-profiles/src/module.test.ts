import {
  coreServices,
  createBackendModule,
  createBackendPlugin,
  type SchedulerServiceTaskFunction,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import searchBackend from '@backstage/plugin-search-backend';
import type { IndexableDocument } from '@backstage/plugin-search-common';
import { searchIndexRegistryExtensionPoint } from '@backstage/plugin-search-backend-node/alpha';
import Router from 'express-promise-router';
import { Readable } from 'node:stream';
import request from 'supertest';
import { aCluster } from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import { searchModuleClusterProfiles } from './module';
import { change, profile } from './testing/subjects';

jest.setTimeout(30_000);

const clusters = Array.from({ length: 401 }, (_, index) =>
  aCluster({ name: `c-${index}`, target: index === 400 ? 'moon' : 'earth' }),
);

/** The API, in as far as the module reads it. */
function clusterProfiles() {
  const state = { down: false, callers: new Set<string>() };
  const plugin = createBackendPlugin({
    pluginId: 'cluster-profiles',
    register(env) {
      env.registerInit({
        deps: {
          httpAuth: coreServices.httpAuth,
          router: coreServices.httpRouter,
        },
        async init({ httpAuth, router }) {
          const api = Router();
          api.use(async (incoming, response, next) => {
            const { principal } = await httpAuth.credentials(incoming, {
              allow: ['service'],
            });
            state.callers.add(principal.subject);
            // The first page still comes: half a list is no list.
            if (state.down && incoming.query.offset !== '0') {
              response.status(503).end();
              return;
            }
            next();
          });
          const page = (items: unknown[]) => (incoming: any, response: any) => {
            const offset = Number(incoming.query.offset);
            const limit = Number(incoming.query.limit);
            response.json({
              items: items.slice(offset, offset + limit),
              totalCount: items.length,
            });
          };
          api.get('/v1/profiles', (_, response) => {
            response.json([profile()]);
          });
          api.get('/v1/clusters', page(clusters));
          api.get('/v1/changes', page([change()]));
          router.use(api);
        },
      });
    },
  });
  return { plugin, state };
}

/** Stands for the catalog's own collator. */
const catalogCollator = (documents: IndexableDocument[]) =>
  createBackendModule({
    pluginId: 'search',
    moduleId: 'catalog-collator',
    register(env) {
      env.registerInit({
        deps: {
          index: searchIndexRegistryExtensionPoint,
          scheduler: coreServices.scheduler,
        },
        async init({ index, scheduler }) {
          index.addCollator({
            schedule: scheduler.createScheduledTaskRunner({
              frequency: { minutes: 10 },
              timeout: { minutes: 1 },
              initialDelay: { seconds: 3 },
            }),
            factory: {
              type: 'software-catalog',
              getCollator: async () => Readable.from(documents),
            },
          });
        },
      });
    },
  });

const entity = (entityRef: string): IndexableDocument => ({
  title: `entity ${entityRef.replace(/\W/g, '')}`,
  text: '',
  location: `/${entityRef}`,
  authorization: { resourceRef: entityRef },
});

async function start(collators: object = {}) {
  const tasks = new Map<string, SchedulerServiceTaskFunction>();
  const scheduler = mockServices.scheduler.mock({
    createScheduledTaskRunner: () => ({
      run: async ({ id, fn }) => void tasks.set(id, fn),
    }),
  });
  const { plugin, state } = clusterProfiles();
  const { server } = await startTestBackend({
    features: [
      plugin,
      searchBackend,
      searchModuleClusterProfiles,
      catalogCollator([
        entity('resource:default/c-400'),
        entity('resource:default/database'),
        entity('clusterprofile:default/production-base'),
        entity('clusterprofile:default/draft'),
      ]),
      scheduler.factory,
      mockServices.rootConfig.factory({
        data: { search: { collators } },
      }),
    ],
  });
  const index = async (type: string) =>
    tasks.get(`search_index_${type.replace('-', '_')}`)!(
      new AbortController().signal,
    );
  const find = async (term: string, type: string): Promise<string[]> => {
    const { body } = await request(server)
      .get('/api/search/query')
      .query({ term, types: [type] })
      .set('Authorization', mockCredentials.user.header());
    return body.results.map(({ document }: any) => document.title);
  };
  return { state, index, find };
}

describe('searchModuleClusterProfiles', () => {
  it('finds profiles by layers, clusters by their target, changes by their comment', async () => {
    const { index, find, state } = await start();
    await index('cluster-profiles-profile');
    await index('cluster-profiles-cluster');
    await index('cluster-profiles-change');
    await expect(find('cilium', 'cluster-profiles-profile')).resolves.toEqual([
      'Production base',
    ]);
    await expect(find('moon', 'cluster-profiles-cluster')).resolves.toEqual([
      'c-400',
    ]);
    await expect(find('audit', 'cluster-profiles-change')).resolves.toEqual([
      'payments-dev: Upgrade production-base 1.3.0 → 1.4.0',
    ]);
    expect([...state.callers]).toEqual(['plugin:search']);
  });

  it('keeps the index when the API fails on the way', async () => {
    const { index, find, state } = await start();
    await index('cluster-profiles-cluster');
    state.down = true;
    await expect(index('cluster-profiles-cluster')).rejects.toThrow('503');
    await expect(find('moon', 'cluster-profiles-cluster')).resolves.toEqual([
      'c-400',
    ]);
  });

  it('leaves out entities that are found as clusters and profiles', async () => {
    const { index, find, state } = await start();
    await index('software-catalog');
    await expect(find('entity', 'software-catalog')).resolves.toEqual([
      'entity resourcedefaultdatabase',
      'entity clusterprofiledefaultdraft',
    ]);
    // During an outage a double is better than nothing.
    state.down = true;
    await index('software-catalog');
    await expect(find('entity', 'software-catalog')).resolves.toHaveLength(4);
  });

  it('keeps them where the configuration says so', async () => {
    const { index, find } = await start({
      clusterProfiles: { keepEntities: true },
    });
    await index('software-catalog');
    await expect(find('entity', 'software-catalog')).resolves.toHaveLength(4);
  });

  it('refuses a schedule that is none, with its path', async () => {
    await expect(
      start({ clusterProfiles: { schedule: { frequency: 'often' } } }),
    ).rejects.toThrow('search.collators.clusterProfiles.schedule');
  });
});
