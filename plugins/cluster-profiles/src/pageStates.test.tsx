import type { ReactElement } from 'react';
import { screen } from '@testing-library/react';
import type { Entity } from '@backstage/catalog-model';
import { NotAllowedError } from '@backstage/errors';
import { answeringApi } from './__testUtils__/answeringApi';
import { clusterEntity, profileEntity } from './__testUtils__/entities';
import type { FakeClusterProfilesApi } from './__testUtils__/FakeClusterProfilesApi';
import { renderPage } from './__testUtils__/renderPage';
import { ClusterActivity } from './entity/cluster/ClusterActivity';
import { ClusterCard } from './entity/cluster/ClusterCard';
import { ClusterChanges } from './entity/cluster/ClusterChanges';
import { ClusterOverview } from './entity/cluster/ClusterOverview';
import { ProfileCard } from './entity/profile/ProfileCard';
import { ProfileClusters } from './entity/profile/ProfileClusters';
import { ProfileParameters } from './entity/profile/ProfileParameters';
import { ProfileStack } from './entity/profile/ProfileStack';
import { ProfileVersions } from './entity/profile/ProfileVersions';
import { ChangePage } from './pages/ChangePage/ChangePage';
import { ChangesPage } from './pages/ChangesPage/ChangesPage';
import { ClustersPage } from './pages/ClustersPage/ClustersPage';
import { ImportPage } from './pages/ImportPage/ImportPage';
import { LayersPage } from './pages/LayersPage/LayersPage';
import { PoliciesPage } from './pages/PoliciesPage/PoliciesPage';

interface Page {
  name: string;
  element: ReactElement;
  entity?: Entity;
  at?: string;
  mountPath?: string;
  /** What it says to who may not see what it is about; the words of the backend, if absent. */
  forbidden?: RegExp;
}

const NO_CLUSTER = /You may not see this cluster, or it is gone/;

// What is the same for every page. Empty, partial and stale states differ and are tested beside each of them.
const PAGES: Page[] = [
  { name: 'Clusters', element: <ClustersPage /> },
  { name: 'Import', element: <ImportPage /> },
  { name: 'Changes', element: <ChangesPage /> },
  {
    name: 'Change',
    element: <ChangePage />,
    mountPath: '/changes/:id',
    at: '/changes/change-1',
    forbidden: /There is no such change, or you may not see it/,
  },
  { name: 'Layers', element: <LayersPage /> },
  {
    name: 'Policies',
    element: <PoliciesPage />,
    at: '/?kind=upgrade&cluster=shop-prod',
  },
  ...[
    { name: 'Cluster card', element: <ClusterCard /> },
    { name: 'Cluster', element: <ClusterOverview /> },
    { name: 'Changes of a cluster', element: <ClusterChanges /> },
    { name: 'Activity of a cluster', element: <ClusterActivity /> },
  ].map(page => ({ ...page, entity: clusterEntity, forbidden: NO_CLUSTER })),
  ...[
    { name: 'Profile card', element: <ProfileCard /> },
    { name: 'Stack of a profile', element: <ProfileStack /> },
    { name: 'Versions of a profile', element: <ProfileVersions /> },
    { name: 'Clusters of a profile', element: <ProfileClusters /> },
    { name: 'Parameters of a profile', element: <ProfileParameters /> },
  ].map(page => ({ ...page, entity: profileEntity })),
];

const show = ({ element, ...page }: Page, api: FakeClusterProfilesApi) =>
  renderPage(element, { ...page, api });

describe.each(PAGES)('$name', page => {
  it('says that it loads', async () => {
    show(
      page,
      answeringApi(() => new Promise(() => {})),
    );
    const [loading] = await screen.findAllByText('Loading');
    expect(loading).toHaveAttribute('role', 'status');
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('says what went wrong, and offers to try again', async () => {
    show(
      page,
      answeringApi(async () => {
        throw new Error('The database is away');
      }),
    );
    const [alert] = await screen.findAllByRole('alert');
    expect(alert).toHaveTextContent('The database is away');
    expect(screen.getAllByRole('button', { name: 'Try again' })).toHaveLength(
      screen.getAllByRole('alert').length,
    );
  });

  it('says what is forbidden, where trying again helps nobody', async () => {
    show(
      page,
      answeringApi(async () => {
        throw new NotAllowedError('Ask platform for access');
      }),
    );
    expect(
      (
        await screen.findAllByText(page.forbidden ?? /Ask platform for access/)
      )[0],
    ).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
  });
});
