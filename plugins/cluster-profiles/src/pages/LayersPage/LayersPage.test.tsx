import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { NotAllowedError } from '@backstage/errors';
import { FakeClusterProfilesApi } from '../../__testUtils__/FakeClusterProfilesApi';
import { renderPage } from '../../__testUtils__/renderPage';
import { LayersPage } from './LayersPage';

const rows = () =>
  screen
    .getAllByRole('row')
    .slice(1)
    .map(row => within(row).getAllByRole('rowheader')[0].textContent);

describe('LayersPage', () => {
  it('lists every layer by name and version, with profiles and clusters', async () => {
    renderPage(<LayersPage />);
    expect(
      await screen.findByText('3 layers, 4 versions, 3 profiles, 3 clusters'),
    ).toBeInTheDocument();
    expect(rows()).toEqual([
      'ciliumNetwork',
      'flatcarOperating system',
      'ingress-nginxIngress',
      'ingress-nginxIngress',
    ]);
  });

  it('answers who runs a layer below a version, from the URL', async () => {
    renderPage(<LayersPage />, { at: '/?search=ingress-nginx+<+4.13' });
    const row = await screen.findByRole('row', { name: /ingress-nginx/ });
    expect(rows()).toHaveLength(1);
    expect(within(row).getByText('4.12.9')).toBeInTheDocument();
    expect(
      screen.getByText('Affected: 1 cluster in 1 profile'),
    ).toBeInTheDocument();
    const all = '/cluster-profiles/clusters?layer=ingress-nginx%404.12.9';
    expect(
      screen.getByRole('link', { name: 'Show the cluster' }),
    ).toHaveAttribute('href', all);
    expect(
      within(row).getByRole('link', { name: '1 cluster' }),
    ).toHaveAttribute('href', all);
    expect(
      within(row).getByRole('link', { name: 'production-base' }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/clusterprofile/production-base',
    );
    await userEvent.click(within(row).getByText('Names'));
    expect(
      within(row).getByRole('link', { name: 'search-staging' }),
    ).toHaveAttribute('href', '/catalog/default/resource/search-staging');
  });

  it('searches while the reader types, and says what it cannot compare', async () => {
    renderPage(<LayersPage />);
    await userEvent.type(
      await screen.findByRole('searchbox', {
        name: 'Search layers by name and version',
      }),
      'flatcar < 4000',
    );
    expect(
      await screen.findByText('Some versions cannot be compared'),
    ).toBeInTheDocument();
    expect(screen.getByText(/flatcar stable/)).toBeInTheDocument();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Show all layers' }),
    );
    await waitFor(() => expect(rows()).toHaveLength(4));
  });

  it('leads to all affected clusters when there are more than it names', async () => {
    const api = new FakeClusterProfilesApi();
    const names = Array.from({ length: 20 }, (_, index) => `site-${index}`);
    api.listLayers = async () =>
      ['4.12.8', '4.12.9'].map(version => ({
        name: 'ingress-nginx',
        version,
        kind: 'addon',
        category: 'ingress',
        profiles: [{ name: 'production-base', version: '1.3.0' }],
        clusters: names,
        clusterCount: 320,
        leaving: 0,
      }));
    renderPage(<LayersPage />, { api, at: '/?search=ingress-nginx+<+4.13' });
    expect(
      await screen.findByText('Affected: 640 clusters in 1 profile'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Show all of them' }),
    ).toHaveAttribute(
      'href',
      '/cluster-profiles/clusters?layer=ingress-nginx%404.12.9&layer=ingress-nginx%404.12.8',
    );
    await userEvent.click(screen.getAllByText('Names')[0]);
    expect(screen.getAllByText('and 300 more')[0]).toBeVisible();
  });

  it('says that nobody runs it', async () => {
    renderPage(<LayersPage />, { at: '/?search=ingress-nginx+<+4.1' });
    expect(
      await screen.findByText(
        'No cluster that you may see runs ingress-nginx < 4.1.',
      ),
    ).toBeInTheDocument();
  });

  it('finds a layer by its chart, however its author calls it', async () => {
    const api = new FakeClusterProfilesApi();
    api.listLayers = async () => [
      {
        name: 'ingress',
        component: 'ingress-nginx',
        version: '4.12.9',
        kind: 'addon',
        category: 'ingress',
        profiles: [{ name: 'production-base', version: '1.3.0' }],
        clusters: ['shop-prod'],
        clusterCount: 1,
        leaving: 1,
      },
    ];
    renderPage(<LayersPage />, { api, at: '/?search=ingress-nginx+<+4.13' });
    expect(
      await screen.findByText('Affected: 1 cluster in 1 profile'),
    ).toBeInTheDocument();
    expect(rows()).toEqual(['ingressingress-nginxIngress']);
    expect(screen.getByText('1 of them on the way off it')).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'Show the cluster' }),
    ).toHaveAttribute(
      'href',
      '/cluster-profiles/clusters?layer=ingress%404.12.9',
    );
  });

  it('answers the question in words, and says what it understood', async () => {
    renderPage(<LayersPage />, {
      at: '/?search=Who+runs+ingress-nginx+below+4.13%3F',
    });
    expect(
      await screen.findByText('Affected: 1 cluster in 1 profile'),
    ).toBeInTheDocument();
    expect(rows()).toHaveLength(1);
    const search = screen.getByRole('searchbox');
    await userEvent.clear(search);
    await userEvent.type(search, 'who runs ingress-nginx from 4.1 before 4.2?');
    expect(
      await screen.findByText(
        'No cluster that you may see runs ingress-nginx >= 4.1 < 4.2.',
      ),
    ).toBeInTheDocument();
  });

  it('gives no all-clear for a name that nothing has', async () => {
    renderPage(<LayersPage />, { at: '/?search=ingres-nginx+<+4.13' });
    expect(
      await screen.findByText(
        'No layer or chart that you may see is called “ingres-nginx”; check the spelling.',
      ),
    ).toBeInTheDocument();
    expect(screen.queryByText(/No cluster/)).not.toBeInTheDocument();
  });

  it('adds nothing up twice where clusters are between two versions', async () => {
    const api = new FakeClusterProfilesApi();
    api.listLayers = async () =>
      ['4.12.8', '4.12.9'].map((version, index) => ({
        name: 'ingress-nginx',
        version,
        kind: 'addon',
        profiles: [{ name: 'production-base', version: `1.3.${index}` }],
        clusters: Array.from({ length: 20 }, (_, site) => `site-${site}`),
        clusterCount: 30,
        leaving: index === 0 ? 5 : 0,
      }));
    renderPage(<LayersPage />, { api, at: '/?search=ingress-nginx+<+4.13' });
    expect(
      await screen.findByText('Affected: up to 60 clusters in 1 profile'),
    ).toBeInTheDocument();
  });

  it('asks an example at a press', async () => {
    renderPage(<LayersPage />);
    await userEvent.click(
      await screen.findByRole('button', { name: 'ingress-nginx < 4.13.3' }),
    );
    expect(
      await screen.findByText('Affected: 1 cluster in 1 profile'),
    ).toBeInTheDocument();
  });

  it('is designed for nothing, for errors and for those who may not see it', async () => {
    const api = new FakeClusterProfilesApi();
    api.listLayers = async () => [];
    const empty = renderPage(<LayersPage />, { api });
    expect(await screen.findByText('No layers yet')).toBeInTheDocument();
    empty.unmount();

    api.listLayers = async () => {
      throw new NotAllowedError('Ask platform for access');
    };
    const forbidden = renderPage(<LayersPage />, { api });
    expect(await screen.findByText('You may not see this')).toBeInTheDocument();
    forbidden.unmount();

    api.listLayers = async () => {
      throw new Error('The database is away');
    };
    renderPage(<LayersPage />, { api });
    expect(await screen.findByText('The database is away')).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Try again' }),
    ).toBeInTheDocument();
  });
});
