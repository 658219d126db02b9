import { screen, within } from '@testing-library/react';
import { NotAllowedError } from '@backstage/errors';
import { FakeClusterProfilesApi } from '../../__testUtils__/FakeClusterProfilesApi';
import { profileEntity } from '../../__testUtils__/entities';
import { renderPage } from '../../__testUtils__/renderPage';
import { unpublishedApi } from '../../__testUtils__/unpublishedApi';
import { ProfileStack } from './ProfileStack';

describe('ProfileStack', () => {
  it('shows the newest version, the operating system at the bottom', async () => {
    renderPage(<ProfileStack />, { entity: profileEntity });

    expect(
      await screen.findByRole('heading', { name: 'Production base 1.4.0' }),
    ).toBeInTheDocument();
    const stack = screen.getByRole('table', {
      name: 'Stack of production-base 1.4.0',
    });
    const rows = within(stack).getAllByRole('row');
    expect(rows.at(-1)).toHaveTextContent('ubuntu');
    expect(within(stack).getByText('helm cilium from library')).toBeVisible();
  });

  it('shows a version that the URL names', async () => {
    renderPage(<ProfileStack />, {
      entity: profileEntity,
      at: '/?version=1.3.0',
    });
    expect(
      await screen.findByRole('heading', { name: 'Production base 1.3.0' }),
    ).toBeInTheDocument();
    expect(screen.getByText('Deprecated')).toBeInTheDocument();
  });

  it('shows what each layer is locked to', async () => {
    const api = new FakeClusterProfilesApi();
    const { getProfileVersion } = api;
    api.getProfileVersion = async (name, version) => ({
      ...(await getProfileVersion(name, version)),
      sources: [
        {
          layer: 'cilium',
          source: { type: 'helm' },
          address: 'https://charts.example/cilium-1.18.3.tgz',
          sha256: 'c1'.repeat(32),
        },
      ],
    });
    renderPage(<ProfileStack />, { entity: profileEntity, api });
    expect(
      await screen.findByRole('button', { name: 'Copy SHA-256 of cilium' }),
    ).toBeInTheDocument();
    expect(screen.getByTitle('c1'.repeat(32))).toBeInTheDocument();
  });

  it('says when nothing is published', async () => {
    renderPage(<ProfileStack />, {
      entity: profileEntity,
      api: unpublishedApi(),
    });
    expect(
      await screen.findByText('No version is published yet'),
    ).toBeInTheDocument();
  });

  it('says when the reader may not see it', async () => {
    const api = new FakeClusterProfilesApi();
    api.getProfile = async () => {
      throw new NotAllowedError('Ask platform');
    };
    renderPage(<ProfileStack />, { entity: profileEntity, api });
    expect(await screen.findByText('You may not see this')).toBeVisible();
    expect(screen.getByText('Ask platform')).toBeVisible();
  });
});
