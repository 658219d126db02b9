import { screen } from '@testing-library/react';
import { FakeClusterProfilesApi } from '../../__testUtils__/FakeClusterProfilesApi';
import { renderPage } from '../../__testUtils__/renderPage';
import { ClusterProfilesSidebarItem } from './ClusterProfilesSidebarItem';

function render(totalCount: number) {
  const api = new FakeClusterProfilesApi();
  api.listChanges = async () => ({ items: [], totalCount });
  renderPage(<ClusterProfilesSidebarItem href="/cluster-profiles" />, { api });
}

describe('ClusterProfilesSidebarItem', () => {
  it('leads to the page and says how many changes wait', async () => {
    render(3);
    expect(
      await screen.findByRole('link', {
        name: 'Cluster profiles, waiting for you: 3',
      }),
    ).toHaveAttribute('href', '/cluster-profiles');
  });

  it('has only its name when nothing waits', async () => {
    render(0);
    expect(
      await screen.findByRole('link', { name: 'Cluster profiles' }),
    ).toBeInTheDocument();
  });
});
