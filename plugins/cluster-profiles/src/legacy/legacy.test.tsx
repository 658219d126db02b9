import type { PropsWithChildren } from 'react';
import { Route } from 'react-router-dom';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createApp } from '@backstage/app-defaults';
import { AppRouter, FlatRoutes } from '@backstage/core-app-api';
import type { Entity } from '@backstage/catalog-model';
import { createApiFactory } from '@backstage/core-plugin-api';
import {
  CatalogEntityPage,
  CatalogIndexPage,
  catalogPlugin,
  EntityLayout,
  EntitySwitch,
} from '@backstage/plugin-catalog';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import {
  ScaffolderFieldExtensions,
  useCustomFieldExtensions,
} from '@backstage/plugin-scaffolder-react';
import { Stepper } from '@backstage/plugin-scaffolder-react/alpha';
import type { SearchResult } from '@backstage/plugin-search-common';
import { SearchResultListItemExtensions } from '@backstage/plugin-search-react';
import {
  CLUSTER_UID_ANNOTATION,
  RESOURCE_TYPE_CLUSTER,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { clusterEntity, profileEntity } from '../__testUtils__/entities';
import { FakeClusterProfilesApi } from '../__testUtils__/FakeClusterProfilesApi';
import {
  ClusterNameFieldExtension,
  ClusterProfilePickerFieldExtension,
  ClusterProfilesPage,
  ClusterSearchResultListItem,
  clusterProfilesApiRef,
  clusterProfilesPlugin,
  EntityClusterActivityContent,
  EntityClusterCard,
  EntityClusterChangesContent,
  EntityClusterContent,
  EntityProfileClustersContent,
  EntityProfileParametersContent,
  EntityProfileStackContent,
  EntityProfileVersionsContent,
  isClusterEntity,
  isProfileEntity,
  useWaitingChanges,
  WaitingChangesCount,
} from './index';

const ourCluster: Entity = {
  ...clusterEntity,
  metadata: {
    ...clusterEntity.metadata,
    namespace: 'default',
    annotations: { [CLUSTER_UID_ANNOTATION]: 'uid-shop-prod' },
  },
};

/** What an adopter writes in EntityPage.tsx. */
const entityPage = (
  <EntitySwitch>
    <EntitySwitch.Case if={isClusterEntity}>
      <EntityLayout>
        <EntityLayout.Route path="/" title="Overview">
          <EntityClusterCard />
        </EntityLayout.Route>
        <EntityLayout.Route path="/cluster" title="Cluster">
          <EntityClusterContent />
        </EntityLayout.Route>
        <EntityLayout.Route path="/cluster-changes" title="Changes">
          <EntityClusterChangesContent />
        </EntityLayout.Route>
        <EntityLayout.Route path="/cluster-activity" title="Activity">
          <EntityClusterActivityContent />
        </EntityLayout.Route>
      </EntityLayout>
    </EntitySwitch.Case>
    <EntitySwitch.Case if={isProfileEntity}>
      <EntityLayout>
        <EntityLayout.Route path="/stack" title="Stack">
          <EntityProfileStackContent />
        </EntityLayout.Route>
        <EntityLayout.Route path="/versions" title="Versions">
          <EntityProfileVersionsContent />
        </EntityLayout.Route>
        <EntityLayout.Route path="/clusters" title="Clusters">
          <EntityProfileClustersContent />
        </EntityLayout.Route>
        <EntityLayout.Route path="/parameters" title="Parameters">
          <EntityProfileParametersContent />
        </EntityLayout.Route>
      </EntityLayout>
    </EntitySwitch.Case>
    <EntitySwitch.Case>
      <>Somebody else's entity</>
    </EntitySwitch.Case>
  </EntitySwitch>
);

/** One page of a template, with the fields that the portal collects from its element tree. */
function TemplateForm(props: PropsWithChildren<{}>) {
  const extensions = useCustomFieldExtensions(props.children);
  return (
    <Stepper
      extensions={extensions}
      manifest={{
        title: 'Request a cluster',
        steps: [
          {
            title: 'Name',
            schema: {
              required: ['name'],
              properties: {
                name: {
                  title: 'Name',
                  type: 'string',
                  'ui:field': 'ClusterName',
                },
              },
            },
          },
        ],
      }}
      onCreate={async () => {}}
    />
  );
}

const searchResults = (
  <SearchResultListItemExtensions
    results={[
      {
        type: RESOURCE_TYPE_CLUSTER,
        document: {
          title: 'shop-prod',
          text: '',
          location: '/catalog/default/resource/shop-prod',
          phase: 'ready',
          target: 'prod-eu1',
          stage: 'production',
          owner: 'group:default/checkout',
        } as SearchResult['document'],
      },
    ]}
  >
    <ClusterSearchResultListItem />
  </SearchResultListItemExtensions>
);

function SidebarPart() {
  return <WaitingChangesCount count={useWaitingChanges()} />;
}

/** A portal on the old frontend system. */
function renderPortal(path: string, entity: Entity = ourCluster) {
  window.history.pushState({}, '', path);
  const app = createApp({
    apis: [
      createApiFactory(clusterProfilesApiRef, new FakeClusterProfilesApi()),
      createApiFactory(
        catalogApiRef,
        catalogApiMock({ entities: [...new Set([entity, profileEntity])] }),
      ),
    ],
    plugins: [clusterProfilesPlugin, catalogPlugin],
    configLoader: async () => [
      {
        context: 'test',
        data: {
          app: { title: 'Portal', baseUrl: 'http://localhost' },
          backend: { baseUrl: 'http://localhost' },
        },
      },
    ],
  });
  const Root = app.createRoot(
    <AppRouter>
      <SidebarPart />
      <FlatRoutes>
        <Route path="/cluster-profiles" element={<ClusterProfilesPage />} />
        <Route path="/catalog" element={<CatalogIndexPage />} />
        <Route
          path="/catalog/:namespace/:kind/:name"
          element={<CatalogEntityPage />}
        >
          {entityPage}
        </Route>
        <Route path="/search" element={searchResults} />
        <Route
          path="/create"
          element={
            <TemplateForm>
              <ScaffolderFieldExtensions>
                <ClusterProfilePickerFieldExtension />
                <ClusterNameFieldExtension />
              </ScaffolderFieldExtensions>
            </TemplateForm>
          }
        />
      </FlatRoutes>
    </AppRouter>,
  );
  render(<Root />);
}

describe('legacy entry', () => {
  it('starts with the clusters, below a header with tabs', async () => {
    renderPortal('/cluster-profiles');
    expect(
      await screen.findByRole('link', { name: 'shop-prod' }),
    ).toHaveAttribute('href', '/catalog/default/resource/shop-prod');
    expect(screen.getByRole('tab', { name: 'Clusters' })).toHaveAttribute(
      'aria-selected',
      'true',
    );
    expect(screen.getByRole('tab', { name: 'Layers' })).toHaveAttribute(
      'href',
      '/cluster-profiles/layers',
    );
  });

  it('goes from the changes to one of them', async () => {
    renderPortal('/cluster-profiles');
    await userEvent.click(await screen.findByRole('tab', { name: 'Changes' }));
    await userEvent.click(
      (await screen.findAllByRole('link', { name: /shop-prod/ }))[0],
    );
    expect(
      await screen.findByRole('heading', { name: 'Upgrade shop-prod' }),
    ).toBeInTheDocument();
    expect(window.location.pathname).toBe('/cluster-profiles/changes/change-1');
    expect(screen.getByRole('tab', { name: 'Changes' })).toHaveAttribute(
      'aria-selected',
      'true',
    );
  });

  it('shows the layers in use', async () => {
    renderPortal('/cluster-profiles/layers');
    expect(
      await screen.findByRole('searchbox', {
        name: 'Search layers by name and version',
      }),
    ).toBeInTheDocument();
  });

  it('has an address for the import', async () => {
    renderPortal('/cluster-profiles/clusters/import');
    expect(
      await screen.findByRole('heading', { name: 'Import a cluster' }),
    ).toBeInTheDocument();
  });

  it('counts what waits for the reader', async () => {
    renderPortal('/cluster-profiles');
    expect(await screen.findByText(/waits? for you$/)).toBeInTheDocument();
  });

  it('adds tabs to clusters of ours', async () => {
    renderPortal('/catalog/default/resource/shop-prod/cluster');
    expect(
      await screen.findByRole('heading', { name: /Stack/ }),
    ).toBeInTheDocument();
    expect(screen.getByRole('tab', { name: 'Activity' })).toBeInTheDocument();
  });

  it('adds a card to the overview of clusters', async () => {
    renderPortal('/catalog/default/resource/shop-prod');
    expect(
      await screen.findByRole('link', { name: 'production-base' }),
    ).toBeInTheDocument();
  });

  it('shows clusters among the search results', async () => {
    renderPortal('/search');
    expect(
      await screen.findByRole('link', { name: 'shop-prod' }),
    ).toBeInTheDocument();
    expect(screen.getByText('Owner checkout')).toBeInTheDocument();
  });

  it('adds tabs to profiles', async () => {
    renderPortal(
      '/catalog/default/clusterprofile/production-base/stack',
      profileEntity,
    );
    expect(
      await screen.findByRole('heading', { name: 'Production base 1.4.0' }),
    ).toBeInTheDocument();
  });

  it('leaves entities of others alone', () => {
    expect(isClusterEntity(ourCluster)).toBe(true);
    expect(isClusterEntity(clusterEntity)).toBe(false);
    expect(isClusterEntity(profileEntity)).toBe(false);
    expect(isProfileEntity(profileEntity)).toBe(true);
    expect(isProfileEntity(ourCluster)).toBe(false);
  });

  it('gives its form fields to templates', async () => {
    renderPortal('/create');
    await userEvent.type(
      await screen.findByRole('textbox', { name: /Name/ }),
      'shop-prod',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Review' }));
    expect(
      await screen.findByText(/name.*(taken|exists|another)|choose another/i),
    ).toBeInTheDocument();
  });

  it('brings a client of its own', () => {
    expect(
      [...clusterProfilesPlugin.getApis()].map(({ api }) => api.id),
    ).toEqual(['plugin.cluster-profiles.client']);
  });
});
