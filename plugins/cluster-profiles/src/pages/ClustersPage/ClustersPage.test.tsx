import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { NotAllowedError } from '@backstage/errors';
import type { ClusterQuery } from '@cluster-profiles/plugin-cluster-profiles-common';
import { FakeClusterProfilesApi } from '../../__testUtils__/FakeClusterProfilesApi';
import { renderPage } from '../../__testUtils__/renderPage';
import { ClustersPage } from './ClustersPage';

function spiedApi() {
  const api = new FakeClusterProfilesApi();
  const queries: ClusterQuery[] = [];
  const { listClusters } = api;
  api.listClusters = async query => {
    queries.push(query!);
    return listClusters(query);
  };
  return { api, queries };
}

describe('ClustersPage', () => {
  it('shows phase with its reason, how far behind, drift, target and owner', async () => {
    renderPage(<ClustersPage />);

    const row = await screen.findByRole('row', { name: /search-staging/ });
    expect(within(row).getByText('Degraded')).toBeInTheDocument();
    expect(
      within(row).getByText('ingress-nginx: 0 of 2 replicas are available.'),
    ).toBeInTheDocument();
    expect(within(row).getByText('behind by 2')).toBeInTheDocument();
    expect(within(row).getByText('Drifted')).toBeInTheDocument();
    expect(within(row).getByText('staging-eu1')).toBeInTheDocument();
    expect(within(row).getByRole('link', { name: 'search' })).toHaveAttribute(
      'href',
      '/catalog/default/group/search',
    );
  });

  it('reads filters, sorting and page from the URL', async () => {
    const { api, queries } = spiedApi();
    renderPage(<ClustersPage />, {
      api,
      at: '/?stage=production&stage=nonsense&phase=held&sort=createdAt&order=desc&issues=true&offset=25',
    });
    await waitFor(() => expect(queries).not.toHaveLength(0));
    expect(queries[0]).toMatchObject({
      stage: ['production'],
      phase: ['held'],
      sort: 'createdAt',
      order: 'desc',
      withIssues: true,
      offset: 25,
    });
  });

  it('sorts and searches through the backend', async () => {
    const { api, queries } = spiedApi();
    renderPage(<ClustersPage />, { api });

    await userEvent.click(
      await screen.findByRole('columnheader', { name: /Owner/ }),
    );
    await waitFor(() =>
      expect(queries.at(-1)).toMatchObject({ sort: 'owner', order: 'asc' }),
    );
    await userEvent.type(
      screen.getByRole('searchbox', { name: 'Search clusters by name' }),
      'search',
    );
    await waitFor(() =>
      expect(queries.at(-1)).toMatchObject({ search: 'search' }),
    );
    await waitFor(() =>
      expect(screen.queryByText('shop-prod')).not.toBeInTheDocument(),
    );
    expect(screen.getByText('search-prod')).toBeInTheDocument();
  });

  it('has one thing to do when there is no cluster', async () => {
    const api = Object.assign(new FakeClusterProfilesApi(), { clusters: [] });
    renderPage(<ClustersPage />, { api });

    expect(await screen.findByText('No clusters yet')).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Request a cluster' }),
    ).toHaveAttribute('href', '/create');
    expect(screen.queryByRole('grid')).not.toBeInTheDocument();
  });

  it('clears filters that match nothing', async () => {
    renderPage(<ClustersPage />, { at: '/?search=nothing' });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Clear filters' }),
    );
    expect(await screen.findByText('shop-prod')).toBeInTheDocument();
  });

  it('says when it is forbidden, and offers to try again after an error', async () => {
    const api = new FakeClusterProfilesApi();
    api.listClusters = async () => {
      throw new NotAllowedError('Ask platform for access');
    };
    const { unmount } = renderPage(<ClustersPage />, { api });
    expect(await screen.findByText('You may not see this')).toBeInTheDocument();
    expect(screen.getByText('Ask platform for access')).toBeInTheDocument();
    unmount();

    const broken = new FakeClusterProfilesApi();
    const { listClusters } = broken;
    let calls = 0;
    broken.listClusters = async query => {
      calls += 1;
      if (calls === 1) {
        throw new Error('The database is away');
      }
      return listClusters(query);
    };
    renderPage(<ClustersPage />, { api: broken });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Try again' }),
    );
    expect(await screen.findByText('shop-prod')).toBeInTheDocument();
  });
});
