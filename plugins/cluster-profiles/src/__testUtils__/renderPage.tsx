import type { ReactElement } from 'react';
import type { Entity } from '@backstage/catalog-model';
import { identityApiRef } from '@backstage/core-plugin-api';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import {
  catalogApiRef,
  type CatalogApi,
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import type { ClusterProfilesApi } from '@cluster-profiles/plugin-cluster-profiles-common';
import { clusterProfilesApiRef } from '../api/clusterProfilesApiRef';
import { rootRouteRef } from '../routes';
import { profileEntity } from './entities';
import { FakeClusterProfilesApi } from './FakeClusterProfilesApi';

/** Renders a page, a tab of an entity, or a part of them, against the API in memory. */
export function renderPage(
  element: ReactElement,
  options: {
    api?: ClusterProfilesApi;
    entity?: Entity;
    mountPath?: string;
    /** Has the entity of the example profile, if absent. */
    catalogApi?: CatalogApi;
    at?: string;
    /** Entity references of what the reader belongs to. */
    groups?: string[];
  } = {},
) {
  const { entity, api = new FakeClusterProfilesApi() } = options;
  return renderInTestApp(
    entity ? (
      <EntityProvider entity={entity}>{element}</EntityProvider>
    ) : (
      element
    ),
    {
      mountPath: options.mountPath,
      initialRouteEntries: [options.at ?? '/'],
      mountedRoutes: {
        '/catalog/:namespace/:kind/:name': entityRouteRef,
        '/cluster-profiles': rootRouteRef,
      },
      apis: [
        [clusterProfilesApiRef, api],
        [
          catalogApiRef,
          options.catalogApi ?? catalogApiMock({ entities: [profileEntity] }),
        ],
        [
          identityApiRef,
          mockApis.identity({
            userEntityRef: 'user:default/alice',
            ownershipEntityRefs: [
              'user:default/alice',
              ...(options.groups ?? []),
            ],
          }),
        ],
      ],
    },
  );
}
