import { screen } from '@testing-library/react';
import type { Entity } from '@backstage/catalog-model';
import { renderTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import {
  catalogApiMock,
  createTestEntityPage,
} from '@backstage/plugin-catalog-react/testUtils';
import { CLUSTER_UID_ANNOTATION } from '@cluster-profiles/plugin-cluster-profiles-common';
import { clusterEntity, profileEntity } from './__testUtils__/entities';
import { FakeClusterProfilesApi } from './__testUtils__/FakeClusterProfilesApi';
import { clusterProfilesApiRef } from './api/clusterProfilesApiRef';
import clusterProfilesPlugin from './index';

function renderAt(path: string, entity?: Entity) {
  return renderTestApp({
    features: [clusterProfilesPlugin],
    extensions: entity ? [createTestEntityPage({ entity })] : [],
    initialRouteEntries: [path],
    apis: [
      [clusterProfilesApiRef, new FakeClusterProfilesApi()],
      [catalogApiRef, catalogApiMock()],
    ],
  });
}

const ourCluster: Entity = {
  ...clusterEntity,
  metadata: {
    ...clusterEntity.metadata,
    annotations: { [CLUSTER_UID_ANNOTATION]: 'uid-shop-prod' },
  },
};

describe('clusterProfilesPlugin', () => {
  it('starts with the clusters, changes beside them', async () => {
    renderAt('/cluster-profiles', profileEntity);
    expect(
      await screen.findByRole('link', { name: 'shop-prod' }),
    ).toBeInTheDocument();
    expect(screen.getByRole('tab', { name: 'Changes' })).toHaveAttribute(
      'href',
      '/cluster-profiles/changes',
    );
  });

  it('shows the layers in use', async () => {
    renderAt('/cluster-profiles/layers', profileEntity);
    expect(
      await screen.findByRole('searchbox', {
        name: 'Search layers by name and version',
      }),
    ).toBeInTheDocument();
  });

  it('has an address for the import', async () => {
    renderAt('/cluster-profiles/clusters/import', profileEntity);
    expect(
      await screen.findByRole('heading', { name: 'Import a cluster' }),
    ).toBeInTheDocument();
    expect(screen.getByRole('tab', { name: 'Clusters' })).toHaveAttribute(
      'aria-selected',
      'true',
    );
  });

  it('has an address for each change', async () => {
    renderAt('/cluster-profiles/changes/change-1', profileEntity);
    expect(
      await screen.findByRole('heading', { name: 'Upgrade shop-prod' }),
    ).toBeInTheDocument();
  });

  it('adds tabs to clusters of ours', async () => {
    renderAt('/', ourCluster);
    expect(
      await screen.findByRole('heading', { name: 'shop-prod' }),
    ).toBeInTheDocument();
  });

  it('leaves clusters of others alone', async () => {
    renderAt('/', clusterEntity);
    expect(await screen.findByTestId('empty-entity-page')).toBeInTheDocument();
  });

  it('adds tabs to profiles', async () => {
    renderAt('/', profileEntity);
    expect(
      await screen.findByRole('heading', { name: 'Production base 1.4.0' }),
    ).toBeInTheDocument();
  });
});
