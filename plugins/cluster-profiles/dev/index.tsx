import { createDevApp } from '@backstage/frontend-dev-utils';
import {
  createFrontendModule,
  createFrontendPlugin,
  PageBlueprint,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { ApiBlueprint } from '@backstage/frontend-plugin-api';
import { CLUSTER_UID_ANNOTATION } from '@cluster-profiles/plugin-cluster-profiles-common';
import clusterProfilesPlugin, { clusterProfilesApiRef } from '../src';
import { FakeClusterProfilesApi } from '../src/__testUtils__/FakeClusterProfilesApi';
import { clusterEntity, profileEntity } from '../src/__testUtils__/entities';
import { hardChanges, manyWaiting } from '../src/__testUtils__/fixtures';

function createApi() {
  const api = new FakeClusterProfilesApi();
  const now = Date.now();
  for (const change of [...hardChanges(now), ...manyWaiting(200)]) {
    api.changes.set(change.id, change);
  }
  // A plan that changes while it is read.
  let read = 0;
  const { getChange } = api;
  api.getChange = async (id, options) => {
    const change = await getChange(id, options);
    return id === 'changing' && read++ > 2
      ? {
          ...change,
          plan: {
            ...change.plan!,
            planDigest: 'd'.repeat(64),
            machinesReplaced: [],
            kubernetesPath: [],
          },
        }
      : change;
  };
  return Object.assign(api, {
    typicalTimes: {
      ...api.typicalTimes,
      steps: {
        'layer/12': { seconds: 200, successes: 20 },
        'layer/13': { seconds: 200, successes: 20 },
      },
    },
  });
}

const clusterProfilesModule = createFrontendModule({
  pluginId: 'cluster-profiles',
  extensions: [
    ApiBlueprint.make({
      params: defineParams =>
        defineParams({
          api: clusterProfilesApiRef,
          deps: {},
          factory: createApi,
        }),
    }),
  ],
});

const catalogModule = createFrontendModule({
  pluginId: 'catalog',
  extensions: [
    ApiBlueprint.make({
      params: defineParams =>
        defineParams({
          api: catalogApiRef,
          deps: {},
          factory: () =>
            catalogApiMock({
              entities: [
                {
                  ...clusterEntity,
                  metadata: {
                    ...clusterEntity.metadata,
                    annotations: { [CLUSTER_UID_ANNOTATION]: 'uid-shop-prod' },
                  },
                },
                profileEntity,
              ],
            }),
        }),
    }),
  ],
});

const templates = createFrontendPlugin({
  pluginId: 'templates',
  extensions: [
    PageBlueprint.make({ params: { path: '/templates', title: 'Templates' } }),
    SubPageBlueprint.make({
      name: 'request',
      params: {
        path: 'request',
        title: 'Request a cluster',
        loader: () =>
          import('./TemplatePages').then(m => <m.RequestTemplate />),
      },
    }),
    SubPageBlueprint.make({
      name: 'upgrade',
      params: {
        path: 'upgrade',
        title: 'Upgrade a cluster',
        loader: () =>
          import('./TemplatePages').then(m => <m.UpgradeTemplate />),
      },
    }),
  ],
});

createDevApp({
  features: [
    clusterProfilesPlugin,
    clusterProfilesModule,
    catalogPlugin,
    catalogModule,
    templates,
  ],
});
