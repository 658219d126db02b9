import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { clusterEntity } from '../../__testUtils__/entities';
import { FakeClusterProfilesApi } from '../../__testUtils__/FakeClusterProfilesApi';
import { permitted } from '../../__testUtils__/fixtures';
import { renderPage } from '../../__testUtils__/renderPage';
import { ClusterChanges } from './ClusterChanges';

describe('ClusterChanges', () => {
  it('shows revisions, what differs between two, and the changes', async () => {
    renderPage(<ClusterChanges />, { entity: clusterEntity });

    expect(
      await screen.findByText(/control plane 3, general 5/),
    ).toBeInTheDocument();
    const settings = screen.getByRole('table', { name: 'Settings' });
    expect(
      within(settings).getByRole('row', {
        name: 'Machines of pool general 3 5',
      }),
    ).toBeInTheDocument();
    expect(screen.getByText('7 layers stay as they are')).toBeInTheDocument();
    expect(
      await screen.findByRole('link', { name: 'Upgrade shop-prod' }),
    ).toBeInTheDocument();
  });

  it('rolls back to the revision that was pressed', async () => {
    const api = new FakeClusterProfilesApi();
    renderPage(<ClusterChanges />, { entity: clusterEntity, api });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Roll back to revision 1' }),
    );
    const dialog = await screen.findByRole('dialog');
    expect(
      await within(dialog).findByRole('radio', { name: 'Revision 1' }),
    ).toBeChecked();
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Show the plan' }),
    );
    await waitFor(() =>
      expect(api.previewed[0]).toEqual({
        kind: 'roll-back',
        cluster: 'shop-prod',
        revision: 1,
      }),
    );
    // What cannot go back stands right above the button.
    expect(
      await within(dialog).findByText('This cannot be taken back'),
    ).toBeInTheDocument();
  });

  it('offers no roll-back to what is desired already', async () => {
    const api = new FakeClusterProfilesApi();
    const revisions = await api.listRevisions('shop-prod');
    api.listRevisions = async () => [
      { ...revisions[1], number: 1 },
      revisions[1],
    ];
    renderPage(<ClusterChanges />, { entity: clusterEntity, api });
    expect(
      await screen.findByText('the same as desired now'),
    ).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /^Roll back/ })).toBeNull();
  });

  it('says why no roll-back is possible now', async () => {
    const api = new FakeClusterProfilesApi();
    const { getCluster } = api;
    api.getCluster = async name => ({
      ...(await getCluster(name)),
      permitted: permitted({ 'roll-back': 'It is paused' }),
    });
    renderPage(<ClusterChanges />, { entity: clusterEntity, api });
    expect(
      await screen.findByText('No roll-back now: It is paused'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Roll back to revision 1' }),
    ).toBeDisabled();
    expect(
      screen.getByRole('button', { name: 'Roll back to revision 1' }),
    ).toHaveAccessibleDescription('No roll-back now: It is paused');
  });

  it('compares any two revisions, from the URL', async () => {
    renderPage(<ClusterChanges />, {
      entity: clusterEntity,
      at: '/?from=2&to=1',
    });
    const settings = await screen.findByRole('table', { name: 'Settings' });
    expect(
      within(settings).getByRole('row', {
        name: 'Machines of pool general 5 3',
      }),
    ).toBeInTheDocument();
  });

  it('says that nothing is accepted yet', async () => {
    const api = new FakeClusterProfilesApi();
    api.listRevisions = async () => [];
    renderPage(<ClusterChanges />, { entity: clusterEntity, api });
    expect(
      await screen.findByText(/Nothing is accepted yet/),
    ).toBeInTheDocument();
  });

  it('says once that the cluster may not be seen, and nothing false', async () => {
    const api = Object.assign(new FakeClusterProfilesApi(), { clusters: [] });
    renderPage(<ClusterChanges />, { entity: clusterEntity, api });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'You may not see this cluster, or it is gone.Ask its owner, checkout.',
    );
    expect(
      screen.queryByText(/No changes yet|Nothing is accepted yet/),
    ).toBeNull();
  });
});
