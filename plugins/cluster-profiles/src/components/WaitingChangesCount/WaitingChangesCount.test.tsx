import { screen, waitFor } from '@testing-library/react';
import { FakeClusterProfilesApi } from '../../__testUtils__/FakeClusterProfilesApi';
import { renderPage } from '../../__testUtils__/renderPage';
import { useWaitingChanges } from '../../hooks/useWaitingChanges';
import { WaitingChangesCount } from './WaitingChangesCount';

function SidebarPart() {
  return <WaitingChangesCount count={useWaitingChanges()} />;
}

function render(totalCount: number) {
  const api = new FakeClusterProfilesApi();
  const listChanges = jest.fn(async () => ({ items: [], totalCount }));
  api.listChanges = listChanges;
  renderPage(<SidebarPart />, { api });
  return listChanges;
}

describe('WaitingChangesCount', () => {
  it('says how many changes wait for the reader', async () => {
    const listChanges = render(200);
    expect(
      await screen.findByText('200 changes wait for you'),
    ).toBeInTheDocument();
    expect(screen.getByText('99+')).toBeInTheDocument();
    expect(listChanges).toHaveBeenCalledWith(
      { waitingForMe: true, limit: 1 },
      expect.anything(),
    );
  });

  it('says one in words', async () => {
    render(1);
    expect(
      await screen.findByText('1 change waits for you'),
    ).toBeInTheDocument();
  });

  it('is nothing when nothing waits', async () => {
    const listChanges = render(0);
    await waitFor(() => expect(listChanges).toHaveBeenCalled());
    expect(screen.queryByText(/wait/)).not.toBeInTheDocument();
  });
});
