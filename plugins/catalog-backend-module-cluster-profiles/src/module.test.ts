import {
  coreServices,
  createBackendPlugin,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { startTestBackend, mockServices } from '@backstage/backend-test-utils';
import catalogBackend from '@backstage/plugin-catalog-backend';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { EventsService } from '@backstage/plugin-events-node';
import type { Entity } from '@backstage/catalog-model';
import type { Cluster } from '@cluster-profiles/plugin-cluster-profiles-common';
import { NotFoundError } from '@backstage/errors';
import Router from 'express-promise-router';
import { aCluster } from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import { catalogModuleClusterProfiles } from './module';

/** The API, in as far as the module reads it. */
function clusterProfiles(clusters: Map<string, Cluster>) {
  let events: EventsService;
  let catalog: CatalogService;
  let refusals = 1;
  const plugin = createBackendPlugin({
    pluginId: 'cluster-profiles',
    register(env) {
      env.registerInit({
        deps: {
          auth: coreServices.auth,
          catalog: catalogServiceRef,
          events: eventsServiceRef,
          router: coreServices.httpRouter,
        },
        async init(deps) {
          events = deps.events;
          catalog = deps.catalog;
          const router = Router();
          router.get('/v1/clusters', (_, response) => {
            refusals -= 1;
            if (refusals >= 0) {
              response.status(503).end();
              return;
            }
            response.json({
              items: [...clusters.values()],
              totalCount: clusters.size,
            });
          });
          router.get('/v1/clusters/:name', (request, response) => {
            const found = clusters.get(request.params.name);
            if (!found) {
              throw new NotFoundError(`No cluster ${request.params.name}`);
            }
            response.json(found);
          });
          deps.router.use(router);
        },
      });
    },
  });
  return {
    plugin,
    changed: (name: string) =>
      events.publish({
        topic: 'cluster-profiles',
        eventPayload: { subject: 'cluster', name },
      }),
    entity: async (entityRef: string): Promise<Entity | undefined> =>
      catalog.getEntityByRef(entityRef, {
        credentials: await mockServices.auth().getOwnServiceCredentials(),
      }),
  };
}

async function eventually(check: () => Promise<void>) {
  for (let tries = 0; ; tries++) {
    try {
      await check();
      return;
    } catch (error) {
      if (tries > 150) {
        throw error;
      }
      await new Promise(resolve => setTimeout(resolve, 100));
    }
  }
}

describe('catalogModuleClusterProfiles', () => {
  it('keeps the clusters in the catalog from the start on, and follows the news', async () => {
    const clusters = new Map([['a', aCluster({ name: 'a' })]]);
    const { plugin, changed, entity } = clusterProfiles(clusters);
    await startTestBackend({
      features: [
        catalogBackend,
        catalogModuleClusterProfiles,
        plugin,
        // One bus for both plugins, as in a portal.
        createServiceFactory({
          service: eventsServiceRef,
          deps: {},
          createRootContext: () => mockServices.events(),
          factory: (_, bus) => bus,
        }),
        mockServices.rootConfig.factory({
          data: { catalog: { processingInterval: { seconds: 1 } } },
        }),
      ],
    });

    await eventually(async () => {
      expect(await entity('resource:default/a')).toMatchObject({
        spec: { type: 'kubernetes-cluster' },
        relations: expect.arrayContaining([
          {
            type: 'dependsOn',
            targetRef: 'clusterprofile:default/production-base',
          },
          { type: 'ownedBy', targetRef: 'group:default/checkout' },
        ]),
      });
    });

    clusters.set('b', aCluster({ name: 'b' }));
    await changed('b');
    clusters.delete('a');
    await changed('a');
    await eventually(async () => {
      expect(await entity('resource:default/b')).toBeDefined();
      expect(await entity('resource:default/a')).toBeUndefined();
    });
  }, 40_000);
});
