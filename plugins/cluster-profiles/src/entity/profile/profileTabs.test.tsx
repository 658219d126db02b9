import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { NotFoundError } from '@backstage/errors';
import { profileEntity } from '../../__testUtils__/entities';
import { FakeClusterProfilesApi } from '../../__testUtils__/FakeClusterProfilesApi';
import { renderPage } from '../../__testUtils__/renderPage';
import { ProfileClusters } from './ProfileClusters';
import { ProfileParameters } from './ProfileParameters';
import { ProfileStack } from './ProfileStack';
import { ProfileVersions } from './ProfileVersions';

function unpublishedApi() {
  const api = new FakeClusterProfilesApi();
  api.getProfile = async () => {
    throw new NotFoundError('No version of production-base is published');
  };
  return api;
}

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

  it('says when nothing is published', async () => {
    renderPage(<ProfileStack />, {
      entity: profileEntity,
      api: unpublishedApi(),
    });
    expect(
      await screen.findByText('No version is published yet'),
    ).toBeInTheDocument();
  });
});

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
    expect(screen.getByText(/This version is published/)).toBeVisible();
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
    expect(diffProfile.mock.calls[0][0]).toEqual({
      name: 'production-base',
      from: '1.3.1',
      to: '1.4.0',
    });
  });

  it('deprecates with a reason', async () => {
    const api = new FakeClusterProfilesApi();
    renderPage(<ProfileVersions />, { entity: profileEntity, api });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Deprecate 1.3.1' }),
    );
    const dialog = await screen.findByRole('dialog');
    expect(
      within(dialog).getByRole('button', { name: 'Show the plan' }),
    ).toBeDisabled();
    await userEvent.type(
      within(dialog).getByRole('textbox', { name: /Reason/ }),
      'Old',
    );
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Show the plan' }),
    );
    await waitFor(() =>
      expect(api.previewed[0]).toMatchObject({
        kind: 'deprecate',
        profile: 'production-base',
        version: '1.3.1',
        reason: 'Old',
      }),
    );
  });
});

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
});

describe('ProfileParameters', () => {
  it('says what a requester may set, with the form', async () => {
    renderPage(<ProfileParameters />, { entity: profileEntity });
    const table = await screen.findByRole('table', {
      name: 'Parameters of production-base 1.4.0',
    });
    expect(
      within(table).getByRole('row', {
        name: 'Worker nodes workers required integer 3 at least 3, at most 50',
      }),
    ).toBeInTheDocument();
    expect(
      within(table).getByRole('row', {
        name: 'Ingress replicas ingressReplicas integer 2 at least 1',
      }),
    ).toBeInTheDocument();
    expect(await screen.findByLabelText(/Worker nodes/)).toHaveValue('3');
    expect(
      screen.queryByRole('button', { name: /Request|Submit|Create/ }),
    ).toBeNull();
  });

  it('says when there is nothing to set', async () => {
    const api = new FakeClusterProfilesApi();
    const { getProfileVersion } = api;
    api.getProfileVersion = async (name, version) => {
      const detail = await getProfileVersion(name, version);
      detail.document.spec.parameters = undefined;
      return detail;
    };
    renderPage(<ProfileParameters />, { entity: profileEntity, api });
    expect(
      await screen.findByText('This version has no parameters'),
    ).toBeInTheDocument();
  });

  it('says when nothing is published', async () => {
    renderPage(<ProfileParameters />, {
      entity: profileEntity,
      api: unpublishedApi(),
    });
    expect(
      await screen.findByText('No version is published yet'),
    ).toBeInTheDocument();
  });
});
