import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ChangeQuery } from '@cluster-profiles/plugin-cluster-profiles-common';
import { FakeClusterProfilesApi } from '../../__testUtils__/FakeClusterProfilesApi';
import { renderPage } from '../../__testUtils__/renderPage';
import { ChangesRouter } from './ChangesRouter';

describe('ChangesPage', () => {
  it('starts with what waits for the reader and leads to the change', async () => {
    renderPage(<ChangesRouter />);

    expect(
      await screen.findByRole('link', { name: 'Upgrade shop-prod' }),
    ).toHaveAttribute('href', '/cluster-profiles/changes/change-1');
    expect(screen.getByText('1 approval missing')).toBeInTheDocument();
    expect(screen.queryByText('Create shop-dev')).not.toBeInTheDocument();
  });

  it('shows all, and only the own ones', async () => {
    const api = new FakeClusterProfilesApi();
    const queries: ChangeQuery[] = [];
    const { listChanges } = api;
    api.listChanges = async query => {
      queries.push(query!);
      return listChanges(query);
    };
    renderPage(<ChangesRouter />, { api, at: '/?show=all&state=failed' });
    expect(
      await screen.findByText('Resize search-staging'),
    ).toBeInTheDocument();
    expect(queries[0]).toMatchObject({ state: ['failed'] });
    expect(queries[0].waitingForMe).toBeUndefined();

    await userEvent.click(screen.getByRole('radio', { name: 'Mine' }));
    await waitFor(() =>
      expect(queries.at(-1)).toMatchObject({ proposer: 'user:default/alice' }),
    );
  });

  it('says when nothing waits', async () => {
    const api = Object.assign(new FakeClusterProfilesApi(), {
      changes: new Map(),
    });
    renderPage(<ChangesRouter />, { api });
    expect(
      await screen.findByText('Nothing waits for you'),
    ).toBeInTheDocument();
  });

  it('says what went wrong', async () => {
    const api = new FakeClusterProfilesApi();
    api.listChanges = async () => {
      throw new Error('The database is away');
    };
    renderPage(<ChangesRouter />, { api });
    expect(await screen.findByText('The database is away')).toBeInTheDocument();
  });
});
