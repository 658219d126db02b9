import { screen, waitFor } from '@testing-library/react';
import { FakeClusterProfilesApi } from '../../__testUtils__/FakeClusterProfilesApi';
import { profileEntity } from '../../__testUtils__/entities';
import { renderPage } from '../../__testUtils__/renderPage';
import { ProfileDriftNote } from './ProfileDriftNote';

describe('ProfileDriftNote', () => {
  function render(drift: FakeClusterProfilesApi['profileDrift']) {
    const api = new FakeClusterProfilesApi();
    api.profileDrift = drift;
    const asked = jest.spyOn(api, 'getProfileDrift');
    renderPage(<ProfileDriftNote profile="production-base" />, {
      entity: profileEntity,
      api,
    });
    return asked;
  }

  it('says how many clusters drift, and in which layer', async () => {
    render({
      clusters: 3,
      layers: [
        { layer: 'ingress', clusters: 2 },
        { layer: 'cilium', clusters: 1 },
      ],
    });
    expect(
      await screen.findByText('3 clusters drift: ingress on 2, cilium on 1'),
    ).toBeInTheDocument();
  });

  it('says nothing where none does', async () => {
    const asked = render({ clusters: 0, layers: [] });
    await waitFor(() => expect(asked).toHaveBeenCalled());
    expect(screen.queryByText(/drift/)).toBeNull();
  });
});
