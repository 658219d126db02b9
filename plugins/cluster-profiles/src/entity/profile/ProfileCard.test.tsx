import { screen } from '@testing-library/react';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import { FakeClusterProfilesApi } from '../../__testUtils__/FakeClusterProfilesApi';
import { profileEntity } from '../../__testUtils__/entities';
import { renderPage } from '../../__testUtils__/renderPage';
import { ProfileCard } from './ProfileCard';

function render(api = new FakeClusterProfilesApi()) {
  renderPage(<ProfileCard />, { entity: profileEntity, api });
}

describe('ProfileCard', () => {
  it('says what a profile brings, and leads to a prefilled request', async () => {
    render();
    const link = await screen.findByRole('link', {
      name: 'Request a cluster with this profile',
    });
    const [, query] = link.getAttribute('href')!.split('?');
    expect(JSON.parse(new URLSearchParams(query).get('formData')!)).toEqual({
      profile: { name: 'production-base', version: '1.4.0' },
    });
    expect(screen.getByRole('link', { name: '1.4.0' })).toBeInTheDocument();
    expect(
      screen.getByRole('list', { name: 'Stack of production-base 1.4.0' }),
    ).toBeInTheDocument();
    expect(screen.getByText(/4 clusters run it/)).toHaveTextContent(
      '2 are behind 1.4.0.',
    );
    expect(
      screen.getByRole('link', { name: 'Clusters by version' }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/clusterprofile/production-base/clusters',
    );
  });

  it('says why it cannot be requested, and whom to ask', async () => {
    const api = new FakeClusterProfilesApi();
    api.profiles[0].use = { allowed: false, reason: 'Only for shops' };
    render(api);
    expect(
      await screen.findByText('Only for shops. Ask platform.'),
    ).toBeVisible();
    expect(screen.queryByRole('link', { name: /Request/ })).toBeNull();
  });

  it('says how an add-on profile comes to a cluster', async () => {
    const api = new FakeClusterProfilesApi();
    api.profiles[0].type = 'add-on';
    render(api);
    expect(
      await screen.findByText(/is added to a cluster from the page/),
    ).toBeVisible();
  });

  it('says when nothing is published', async () => {
    const api = new FakeClusterProfilesApi();
    api.getProfile = async () => {
      throw new NotFoundError('none');
    };
    render(api);
    expect(
      await screen.findByText('No version is published yet'),
    ).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'Open the versions' }),
    ).toBeInTheDocument();
  });

  it('says when every version is out of use', async () => {
    const api = new FakeClusterProfilesApi();
    api.profiles[0].latestVersion = undefined;
    render(api);
    expect(
      await screen.findByText('No version can be requested any more'),
    ).toBeVisible();
  });

  it('says when the reader may not see it', async () => {
    const api = new FakeClusterProfilesApi();
    api.getProfile = async () => {
      throw new NotAllowedError('Ask platform');
    };
    render(api);
    expect(await screen.findByText('You may not see this')).toBeVisible();
  });
});
