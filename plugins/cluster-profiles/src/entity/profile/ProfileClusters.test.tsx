import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useLocation } from 'react-router-dom';
import { NotAllowedError } from '@backstage/errors';
import { FakeClusterProfilesApi } from '../../__testUtils__/FakeClusterProfilesApi';
import { profileEntity } from '../../__testUtils__/entities';
import { renderPage } from '../../__testUtils__/renderPage';
import { ProfileClusters } from './ProfileClusters';

function Address() {
  return <output>{useLocation().search}</output>;
}

describe('ProfileClusters', () => {
  it('lists the clusters of the versions in the URL', async () => {
    const api = new FakeClusterProfilesApi();
    const listClusters = jest.fn(api.listClusters);
    api.listClusters = listClusters;
    renderPage(<ProfileClusters />, {
      entity: profileEntity,
      api,
      at: '/?version=1.3.1',
    });
    expect(await screen.findByText('shop-prod')).toBeInTheDocument();
    expect(listClusters.mock.calls[0][0]).toMatchObject({
      profile: ['production-base'],
      version: ['1.3.1'],
    });
    await userEvent.click(
      await screen.findByRole('button', { name: /^1.4.0: 2 clusters/ }),
    );
    await waitFor(() =>
      expect(listClusters.mock.lastCall![0]).toMatchObject({
        version: ['1.3.1', '1.4.0'],
      }),
    );
  });

  it('keeps order and page in the URL', async () => {
    const api = new FakeClusterProfilesApi();
    const listClusters = jest.fn(async () => ({
      items: api.clusters.slice(0, 2),
      totalCount: 60,
    }));
    Object.assign(api, { listClusters });
    renderPage(
      <>
        <ProfileClusters />
        <Address />
      </>,
      {
        entity: profileEntity,
        api,
        at: '/?version=1.3.1&sort=owner&order=desc&offset=25',
      },
    );
    expect(
      await screen.findByRole('columnheader', { name: 'Owner' }),
    ).toHaveAttribute('aria-sort', 'descending');
    expect(listClusters).toHaveBeenLastCalledWith(
      expect.objectContaining({ sort: 'owner', order: 'desc', offset: 25 }),
      expect.anything(),
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Next table page' }),
    );
    expect(await screen.findByText(/offset=50$/)).toBeInTheDocument();
    // In another order the list starts again, and is still of these versions.
    await userEvent.click(screen.getByRole('button', { name: 'Phase' }));
    expect(
      await screen.findByText('?version=1.3.1&sort=phase&order=asc'),
    ).toBeInTheDocument();
    expect(listClusters).toHaveBeenLastCalledWith(
      expect.objectContaining({ sort: 'phase', order: 'asc', offset: 0 }),
      expect.anything(),
    );
  });

  it('says once what could not be loaded', async () => {
    const api = new FakeClusterProfilesApi();
    const away = async () => {
      throw new TypeError('Failed to fetch');
    };
    Object.assign(api, { listClusters: away, getProfile: away });
    renderPage(<ProfileClusters />, { entity: profileEntity, api });
    expect(
      await screen.findByText(
        'The clusters of the profile could not be loaded',
      ),
    ).toBeInTheDocument();
    expect(screen.getAllByRole('alert')).toHaveLength(1);
  });

  it('says in words how far the fleet is', async () => {
    renderPage(<ProfileClusters />, { entity: profileEntity });
    expect(await screen.findByText(/4 clusters run it/)).toHaveTextContent(
      '2 are behind 1.4.0.',
    );
  });

  it('leads back from versions that no cluster runs', async () => {
    const api = new FakeClusterProfilesApi();
    api.clusters = [];
    renderPage(<ProfileClusters />, {
      entity: profileEntity,
      api,
      at: '/?version=1.3.1',
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Show all versions' }),
    );
    expect(
      await screen.findByText('No cluster runs this profile'),
    ).toBeVisible();
  });

  it('says when the reader may not see it', async () => {
    const api = new FakeClusterProfilesApi();
    api.getProfile = async () => {
      throw new NotAllowedError('Ask platform');
    };
    renderPage(<ProfileClusters />, { entity: profileEntity, api });
    expect(await screen.findByText('You may not see this')).toBeVisible();
    expect(screen.getByText('Ask platform')).toBeVisible();
  });
});
