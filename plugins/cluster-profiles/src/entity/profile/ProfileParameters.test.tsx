import { screen, within } from '@testing-library/react';
import { NotAllowedError } from '@backstage/errors';
import { FakeClusterProfilesApi } from '../../__testUtils__/FakeClusterProfilesApi';
import { profileEntity } from '../../__testUtils__/entities';
import { renderPage } from '../../__testUtils__/renderPage';
import { unpublishedApi } from '../../__testUtils__/unpublishedApi';
import { ProfileParameters } from './ProfileParameters';

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

  it('says when the reader may not see it', async () => {
    const api = new FakeClusterProfilesApi();
    api.getProfile = async () => {
      throw new NotAllowedError('Ask platform');
    };
    renderPage(<ProfileParameters />, { entity: profileEntity, api });
    expect(await screen.findByText('You may not see this')).toBeVisible();
    expect(screen.getByText('Ask platform')).toBeVisible();
  });
});
