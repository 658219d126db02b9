import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { clusterEntity } from '../../__testUtils__/entities';
import { FakeClusterProfilesApi } from '../../__testUtils__/FakeClusterProfilesApi';
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
  });

  it('says that nothing is accepted yet', async () => {
    const api = new FakeClusterProfilesApi();
    api.listRevisions = async () => [];
    renderPage(<ClusterChanges />, { entity: clusterEntity, api });
    expect(
      await screen.findByText(/Nothing is accepted yet/),
    ).toBeInTheDocument();
  });
});
