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
      screen.getByText('1 layer, 1 version, 1 profile, 1 cluster'),
    ).toBeInTheDocument();
    expect(
      within(row).getByRole('link', { name: 'production-base' }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/clusterprofile/production-base',
    );
    await userEvent.click(within(row).getByText('1 cluster'));
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
