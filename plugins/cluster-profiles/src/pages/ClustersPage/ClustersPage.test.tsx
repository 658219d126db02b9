import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { NotAllowedError } from '@backstage/errors';
import type {
  ClusterQuery,
  Permitted,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { FakeClusterProfilesApi } from '../../__testUtils__/FakeClusterProfilesApi';
import {
  cluster,
  importedCluster,
  permitted,
} from '../../__testUtils__/fixtures';
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

  it('says which clusters were imported, with their add-ons', async () => {
    const api = new FakeClusterProfilesApi();
    api.clusters = [
      importedCluster({
        profiles: [
          {
            name: 'observability',
            version: '1.0.0',
            digest: 'ab',
            type: 'add-on',
          },
        ],
      }),
    ];
    renderPage(<ClustersPage />, { api });
    const row = await screen.findByRole('row', { name: /old-shop/ });
    expect(within(row).getByText('imported')).toBeInTheDocument();
    expect(within(row).getByText('+ observability 1.0.0')).toBeInTheDocument();
  });

  it('says that values are overridden, and when the first is not any more', async () => {
    const api = new FakeClusterProfilesApi();
    api.clusters = [
      cluster({
        drift: 'Overridden',
        overridesExpireAt: new Date(
          Date.now() + 9.5 * 86_400_000,
        ).toISOString(),
      }),
    ];
    renderPage(<ClustersPage />, { api });
    const row = await screen.findByRole('row', { name: /shop-prod/ });
    expect(row).toHaveTextContent('Overriddenfirst override ends in 9 days');
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

    await screen.findByText('shop-prod');
    await userEvent.click(screen.getByRole('button', { name: 'Owner' }));
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
    ).toHaveAttribute('href', '/create/templates/default/request-cluster');
    expect(screen.queryByRole('table')).not.toBeInTheDocument();
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

  it('counts what asks for attention, each count a filter', async () => {
    const { api, queries } = spiedApi();
    renderPage(<ClustersPage />, { api, at: '/?stage=production' });
    const counts = await screen.findByRole('list', {
      name: 'Fleet at a glance',
    });
    expect(
      within(counts)
        .getAllByRole('link')
        .map(link => link.textContent),
    ).toEqual(['3 with issues', '1 unknown', '1 drifted', '2 behind']);
    await userEvent.click(
      within(counts).getByRole('link', { name: '2 behind' }),
    );
    await waitFor(() =>
      expect(queries.at(-1)).toMatchObject({ behind: true, stage: [] }),
    );
    const chips = screen.getByRole('grid', { name: 'Active filters' });
    await userEvent.click(
      within(within(chips).getByRole('row', { name: 'Behind' })).getByRole(
        'button',
      ),
    );
    await waitFor(() => expect(queries.at(-1)!.behind).toBeUndefined());
  });

  it('says when nothing asks for attention, and nothing when that is not known', async () => {
    const api = new FakeClusterProfilesApi();
    api.clusters = [cluster({ behind: 0 })];
    const { unmount } = renderPage(<ClustersPage />, { api });
    expect(
      await screen.findByText('Nothing asks for attention'),
    ).toBeInTheDocument();
    unmount();
    api.getFleet = async () => {
      throw new Error('The database is away');
    };
    renderPage(<ClustersPage />, { api });
    expect(await screen.findByText('shop-prod')).toBeInTheDocument();
    expect(
      screen.queryByText('Nothing asks for attention'),
    ).not.toBeInTheDocument();
  });

  it('goes on at the search when filters are cleared, from the one button there is', async () => {
    const { api } = spiedApi();
    renderPage(<ClustersPage />, { api, at: '/?layer=nowhere&search=nothing' });
    await screen.findByText('No cluster matches');
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear filters' }),
    );
    const search = screen.getByRole('searchbox', {
      name: 'Search clusters by name',
    });
    await waitFor(() => expect(search).toHaveFocus());
  });

  it('filters by what folds away', async () => {
    const { api, queries } = spiedApi();
    renderPage(<ClustersPage />, { api });
    await screen.findByText('shop-prod');
    await userEvent.click(screen.getByRole('button', { name: 'More filters' }));
    await userEvent.click(
      screen.getByRole('checkbox', { name: 'Unsupported Kubernetes' }),
    );
    await waitFor(() =>
      expect(queries.at(-1)).toMatchObject({ unsupported: true }),
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear filters' }),
    );
    await waitFor(() => expect(queries.at(-1)!.unsupported).toBeUndefined());
  });

  it('says that an update does not go well, and why', async () => {
    const api = new FakeClusterProfilesApi();
    api.clusters = [
      cluster({
        phase: 'updating',
        hasIssue: true,
        phaseReason: 'On the way to revision 2. ingress is degraded',
      }),
    ];
    renderPage(<ClustersPage />, { api });
    const row = await screen.findByRole('row', { name: /shop-prod/ });
    expect(within(row).getByText('Updating, with issues')).toBeInTheDocument();
    expect(within(row).getByText(/ingress is degraded/)).toBeInTheDocument();
  });

  it('takes filters from links of other pages, each removable', async () => {
    const { api, queries } = spiedApi();
    renderPage(<ClustersPage />, {
      api,
      at: '/?layer=ingress-nginx@4.12.9&layer=ingress-nginx@4.12.8&target=prod-eu1&drift=Drifted&drift=odd',
    });
    const chips = await screen.findByRole('grid', { name: 'Active filters' });
    expect(queries[0]).toMatchObject({
      layer: ['ingress-nginx@4.12.9', 'ingress-nginx@4.12.8'],
      target: ['prod-eu1'],
      drift: ['Drifted'],
    });
    const chip = within(chips).getByRole('row', {
      name: 'Layer: ingress-nginx 4.12.9',
    });
    await userEvent.click(within(chip).getByRole('button'));
    await waitFor(() =>
      expect(queries.at(-1)).toMatchObject({
        layer: ['ingress-nginx@4.12.8'],
        target: ['prod-eu1'],
      }),
    );
  });

  it('says since when a cluster is unknown, and until when its Kubernetes is supported', async () => {
    const api = new FakeClusterProfilesApi();
    api.clusters = [
      cluster({
        phase: 'unknown',
        observedAt: new Date(Date.now() - 3 * 3_600_000).toISOString(),
        kubernetesEndOfLife: '2020-01-01',
      }),
    ];
    renderPage(<ClustersPage />, { api });
    const row = await screen.findByRole('row', { name: /shop-prod/ });
    expect(within(row).getByText('3 hours ago')).toBeInTheDocument();
    expect(within(row).getByText(/^support ended/)).toBeInTheDocument();
  });

  it('shows the clusters although a provider is down, and says since when', async () => {
    const api = new FakeClusterProfilesApi();
    api.providers = [
      ...api.providers,
      {
        name: 'cluster-api',
        targets: ['edge-lab'],
        clusters: 12,
        unanswered: 12,
        state: 'unreachable',
        answeredAt: new Date(Date.now() - 2 * 3_600_000).toISOString(),
        message: 'No answer: the management cluster is away.',
        troubles: [
          { target: 'edge-lab', message: 'the management cluster is away' },
        ],
      },
    ];
    renderPage(<ClustersPage />, { api });
    const providers = await screen.findByRole('group', {
      name: 'Freshness of providers',
    });
    expect(providers).toHaveTextContent(/simulator: fresh/);
    expect(providers).toHaveTextContent(
      'cluster-api: unreachable, last answer 2 hours ago, 12 clusters show what was known then',
    );
    expect(
      within(providers).getByText('No answer: the management cluster is away.'),
    ).toBeInTheDocument();
    expect(providers).not.toHaveTextContent('edge-lab');
    expect(await screen.findByText('shop-prod')).toBeInTheDocument();
  });

  it('shows the clusters although their freshness is not known', async () => {
    const api = new FakeClusterProfilesApi();
    api.listProviders = async () => {
      throw new Error('The database is away');
    };
    renderPage(<ClustersPage />, { api });
    expect(
      await screen.findByText(/How fresh the list is could not be loaded/),
    ).toBeInTheDocument();
    expect(await screen.findByText('shop-prod')).toBeInTheDocument();
  });

  it('keeps the list when it cannot be refreshed', async () => {
    const api = new FakeClusterProfilesApi();
    renderPage(<ClustersPage />, { api });
    await screen.findByText('shop-prod');
    api.listClusters = async () => {
      throw new Error('The database is away');
    };
    await userEvent.click(screen.getByRole('button', { name: 'Owner' }));
    expect(
      await screen.findByText(
        'Could not refresh; this is the last known state',
      ),
    ).toBeInTheDocument();
    expect(screen.getByText('shop-prod')).toBeInTheDocument();
  });

  it('draws with at most five requests', async () => {
    const api = new FakeClusterProfilesApi();
    const asked: string[] = [];
    const counted = new Proxy(api, {
      get: (target, name) => {
        const value = Reflect.get(target, name);
        return typeof value === 'function'
          ? (...args: unknown[]) => {
              asked.push(String(name));
              return value.apply(target, args);
            }
          : value;
      },
    });
    renderPage(<ClustersPage />, { api: counted });
    await screen.findByText('shop-prod');
    await screen.findByRole('list', { name: 'Fleet at a glance' });
    expect(asked.sort()).toEqual(['getFleet', 'listClusters', 'listProviders']);
  });

  it('says why news of a provider comes late, once for targets that share the cause', async () => {
    const lastSeenAt = new Date(Date.now() - 5 * 60_000).toISOString();
    const trouble = (target: string, message: string) => ({
      target,
      message,
      lastSeenAt,
    });
    const api = new FakeClusterProfilesApi();
    api.providers = [
      {
        ...api.providers[0],
        state: 'stale',
        troubles: [
          trouble('dev-eu1', 'The token has expired'),
          trouble('prod-eu1', 'The token has expired'),
          trouble('edge', 'Connection refused'),
        ],
      },
    ];
    renderPage(<ClustersPage />, { api });
    const providers = await screen.findByRole('group', {
      name: 'Freshness of providers',
    });
    expect(providers).toHaveTextContent(
      /simulator: news comes late, last answer/,
    );
    expect(providers).toHaveTextContent(
      'dev-eu1, prod-eu1: The token has expired (last heard of 5 minutes ago)',
    );
    expect(providers).toHaveTextContent('edge: Connection refused');
  });

  it('opens the actions that the reader may take from a row, and asks for them only then', async () => {
    const api = new FakeClusterProfilesApi();
    const { getCluster } = api;
    const asked = jest.fn();
    api.getCluster = async name => {
      asked(name);
      return {
        ...(await getCluster(name)),
        permitted: permitted({ upgrade: 'It runs the newest version' }),
      };
    };
    renderPage(<ClustersPage />, { api });
    const button = await screen.findByRole('button', {
      name: 'Actions of shop-prod',
    });
    expect(asked).not.toHaveBeenCalled();
    button.focus();
    await userEvent.keyboard('{Enter}');
    expect(
      await screen.findByRole('menuitem', { name: 'Resize' }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/resource/shop-prod/cluster?action=resize',
    );
    expect(
      screen.getByRole('menuitem', { name: 'Get access' }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('menuitem', { name: 'Request again' }),
    ).toHaveAttribute('href', expect.stringContaining('formData='));
    expect(screen.queryByRole('menuitem', { name: /Upgrade/ })).toBeNull();
    expect(asked.mock.calls).toEqual([['shop-prod']]);
    await userEvent.keyboard('{Escape}');
    await waitFor(() =>
      expect(
        screen.getByRole('button', { name: 'Actions of shop-prod' }),
      ).toHaveFocus(),
    );
  });

  it('says in the menu of a row why there is nothing to do', async () => {
    const api = new FakeClusterProfilesApi();
    api.getCluster = async () => {
      throw new NotAllowedError('Ask platform');
    };
    renderPage(<ClustersPage />, { api });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Actions of shop-prod' }),
    );
    expect(
      await screen.findByRole('menuitem', {
        name: 'This could not be loaded: Ask platform',
      }),
    ).toHaveAttribute('aria-disabled', 'true');
  });

  const measures = (pixels: number) => {
    window.ResizeObserver ??= class {
      observe() {}
      unobserve() {}
      disconnect() {}
    };
    return jest
      .spyOn(HTMLElement.prototype, 'clientWidth', 'get')
      .mockReturnValue(pixels);
  };

  it('offers the order of columns that have no room', async () => {
    const width = measures(600);
    const api = new FakeClusterProfilesApi();
    const listClusters = jest.spyOn(api, 'listClusters');
    renderPage(<ClustersPage />, { api, at: '/?order=desc' });
    await userEvent.click(
      await screen.findByRole('button', { name: /Sort by/ }),
    );
    expect(
      screen.getAllByRole('option').map(option => option.textContent),
    ).toEqual([
      'Name',
      'Phase',
      'Profile',
      'Kubernetes',
      'Target',
      'Owner',
      'Age',
    ]);
    await userEvent.click(screen.getByRole('option', { name: 'Age' }));
    await waitFor(() =>
      expect(listClusters.mock.lastCall![0]).toMatchObject({
        sort: 'createdAt',
        order: 'desc',
      }),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Descending' }));
    await waitFor(() =>
      expect(listClusters.mock.lastCall![0]).toMatchObject({
        sort: 'createdAt',
        order: 'asc',
      }),
    );
    expect(screen.getByRole('button', { name: 'Ascending' })).toBeVisible();
    width.mockRestore();
  });

  it('asks for the order nowhere but in the heads where all have room', async () => {
    const width = measures(1200);
    renderPage(<ClustersPage />);
    await screen.findByRole('columnheader', { name: 'Owner' });
    expect(screen.queryByRole('button', { name: /Sort by/ })).toBeNull();
    width.mockRestore();
  });

  it('puts what has no room beside the rest below it', async () => {
    const width = measures(600);
    renderPage(<ClustersPage />);
    const row = await screen.findByRole('row', { name: /search-staging/ });
    expect(
      screen.getAllByRole('columnheader').map(head => head.textContent),
    ).toEqual(['Name', 'Phase', 'Profile']);
    expect(within(row).getByText('staging-eu1, staging')).toBeInTheDocument();
    expect(within(row).getByRole('link', { name: 'search' })).toBeVisible();
    expect(within(row).getByText(/ old$/)).toBeVisible();
    expect(within(row).getByText('Drifted')).toBeInTheDocument();
    expect(within(row).getByText(/^Kubernetes/)).toBeInTheDocument();
    width.mockRestore();
  });

  const mayImport = (answer: Permitted | undefined) => {
    const api = new FakeClusterProfilesApi();
    api.providers = [{ ...api.providers[0], import: answer }];
    renderPage(<ClustersPage />, { api });
  };

  it('leads to the import', async () => {
    mayImport({ allowed: true });
    expect(
      await screen.findByRole('link', { name: 'Import cluster' }),
    ).toHaveAttribute('href', '/cluster-profiles/clusters/import');
  });

  it('says why nothing may be imported', async () => {
    const reason = "You may not use target 'legacy'; ask platform";
    mayImport({ allowed: false, reason });
    expect(await screen.findByText(`Import: ${reason}`)).toBeInTheDocument();
    const button = screen.getByRole('button', { name: 'Import cluster' });
    expect(button).toBeDisabled();
    expect(button).toHaveAccessibleDescription(`Import: ${reason}`);
  });

  it('speaks of no import where no target can', async () => {
    mayImport(undefined);
    expect(await screen.findByText(/fresh/)).toBeInTheDocument();
    expect(screen.queryByText(/Import/)).not.toBeInTheDocument();
  });
});
