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

const clusterProfilesModule = createFrontendModule({
  pluginId: 'cluster-profiles',
  extensions: [
    ApiBlueprint.make({
      params: defineParams =>
        defineParams({
          api: clusterProfilesApiRef,
          deps: {},
          factory: () => new FakeClusterProfilesApi(),
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
