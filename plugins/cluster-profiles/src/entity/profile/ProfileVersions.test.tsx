import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { NotAllowedError } from '@backstage/errors';
import { FakeClusterProfilesApi } from '../../__testUtils__/FakeClusterProfilesApi';
import { profileEntity } from '../../__testUtils__/entities';
import { renderPage } from '../../__testUtils__/renderPage';
import { unpublishedApi } from '../../__testUtils__/unpublishedApi';
import { ProfileVersions } from './ProfileVersions';

describe('ProfileVersions', () => {
  it('checks the draft as the catalog holds it', async () => {
    const api = new FakeClusterProfilesApi();
    const validateProfile = jest.fn(async () => ({
      findings: [
        {
          severity: 'block' as const,
          code: 'missing-core-layer',
          message: 'A full-stack profile needs a storage layer',
          path: '/spec/layers',
        },
      ],
    }));
    api.validateProfile = validateProfile;
    renderPage(<ProfileVersions />, { entity: profileEntity, api });

    expect(
      await screen.findByText('A full-stack profile needs a storage layer'),
    ).toBeVisible();
    expect(validateProfile).toHaveBeenCalledWith(
      {
        document: expect.stringContaining('name: production-base'),
        draft: true,
      },
      expect.anything(),
    );
  });

  it('says when the checks find nothing, and that the version is published', async () => {
    renderPage(<ProfileVersions />, { entity: profileEntity });
    expect(
      await screen.findByText('The checks find nothing against it'),
    ).toBeVisible();
    expect(screen.getByText(/1.4.0 is published already/)).toBeVisible();
    expect(screen.getByRole('button', { name: 'Publish' })).toBeDisabled();
    expect(
      screen.getByRole('button', { name: 'Publish' }),
    ).toHaveAccessibleDescription(/Raise spec.version in git/);
  });

  it('publishes a draft whose version is new', async () => {
    renderPage(<ProfileVersions />, {
      entity: {
        ...profileEntity,
        spec: { ...profileEntity.spec, version: '1.5.0' },
      },
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Publish' }),
    );
    expect(
      await screen.findByRole('dialog', {
        name: 'Publish production-base 1.5.0',
      }),
    ).toBeVisible();
  });

  it('says what to do before the first publication', async () => {
    renderPage(<ProfileVersions />, {
      entity: profileEntity,
      api: unpublishedApi(),
    });
    expect(
      await screen.findByText('No version is published yet'),
    ).toBeVisible();
    expect(screen.getByText(/Publish the draft above/)).toBeVisible();
    expect(screen.getByRole('button', { name: 'Publish' })).toBeEnabled();
  });

  it('says why the reader can change nothing', async () => {
    const api = new FakeClusterProfilesApi();
    api.profiles[0].propose = {
      allowed: false,
      reason: 'Only members of platform may.',
    };
    renderPage(<ProfileVersions />, { entity: profileEntity, api });
    const withdraw = await screen.findByRole('button', {
      name: 'Withdraw 1.4.0',
    });
    expect(withdraw).toBeDisabled();
    expect(withdraw).toHaveAccessibleDescription(
      /Only members of platform may./,
    );
    expect(
      screen.getByRole('button', { name: 'Publish' }),
    ).toHaveAccessibleDescription(/Only members of platform may./);
  });

  it('leads to the clusters of each version', async () => {
    renderPage(<ProfileVersions />, { entity: profileEntity });
    expect(
      await screen.findByRole('link', { name: 'used by 2 clusters' }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/clusterprofile/production-base/clusters?version=1.4.0',
    );
  });

  it('compares only two different versions', async () => {
    renderPage(<ProfileVersions />, {
      entity: profileEntity,
      at: '/?from=1.4.0&to=1.4.0',
    });
    expect(
      await screen.findByText('Choose two different versions.'),
    ).toBeVisible();
  });

  it('stands 40 layers, 64 KB of release notes and long names', async () => {
    const api = new FakeClusterProfilesApi();
    const [profile] = api.profiles;
    profile.title = 'A'.repeat(200);
    profile.versions[0].releaseNotes = 'Long notes. '.repeat(5_500);
    renderPage(<ProfileVersions />, { entity: profileEntity, api });
    expect(await screen.findByText('All release notes of 1.4.0')).toBeVisible();
  });

  it('shows the timeline and what differs between two versions', async () => {
    const api = new FakeClusterProfilesApi();
    const diffProfile = jest.fn(api.diffProfile);
    api.diffProfile = diffProfile;
    renderPage(<ProfileVersions />, { entity: profileEntity, api });

    expect(await screen.findByText('ingress-nginx 4.13.3')).toBeInTheDocument();
    expect(
      screen.getByText(
        'The ingress has a known weakness. End of life: 2026-09-30.',
      ),
    ).toBeInTheDocument();
    expect(await screen.findByText('1.34.4 → 1.35.2')).toBeInTheDocument();
    expect(screen.getByText('minor')).toBeInTheDocument();
    expect(
      screen.getByRole('row', { name: 'Control plane machines 1 3' }),
    ).toBeInTheDocument();
    expect(diffProfile.mock.calls[0][0]).toEqual({
      name: 'production-base',
      from: '1.3.1',
      to: '1.4.0',
    });
  });

  it('says when the reader may not see it', async () => {
    const api = new FakeClusterProfilesApi();
    api.getProfile = async () => {
      throw new NotAllowedError('Ask platform');
    };
    renderPage(<ProfileVersions />, { entity: profileEntity, api });
    expect(await screen.findByText('You may not see this')).toBeVisible();
    expect(screen.getByText('Ask platform')).toBeVisible();
  });
});
