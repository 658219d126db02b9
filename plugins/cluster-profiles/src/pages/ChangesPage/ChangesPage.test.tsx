import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ChangeQuery } from '@cluster-profiles/plugin-cluster-profiles-common';
import { FakeClusterProfilesApi } from '../../__testUtils__/FakeClusterProfilesApi';
import { manyWaiting } from '../../__testUtils__/fixtures';
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

  it.each([
    ['/?show=mine', 'You have proposed nothing yet'],
    ['/?show=all', 'No changes'],
  ])('says what would be at %s', async (at, title) => {
    const api = Object.assign(new FakeClusterProfilesApi(), {
      changes: new Map(),
    });
    renderPage(<ChangesRouter />, { api, at });
    expect(await screen.findByText(title)).toBeInTheDocument();
  });

  it('filters by what the URL says, and clears it', async () => {
    const api = new FakeClusterProfilesApi();
    renderPage(<ChangesRouter />, {
      api,
      at: '/?show=all&kind=upgrade&stage=production&search=nothing-like-it',
    });
    expect(await screen.findByText('No change matches')).toBeInTheDocument();
    expect(
      screen.getByRole('searchbox', {
        name: 'Search changes by cluster or profile',
      }),
    ).toHaveValue('nothing-like-it');
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear filters' }),
    );
    expect(
      await screen.findByText('Resize search-staging'),
    ).toBeInTheDocument();
  });

  it('searches by cluster or profile', async () => {
    renderPage(<ChangesRouter />, { at: '/?show=all' });
    await screen.findByText('Resize search-staging');
    await userEvent.type(screen.getByRole('searchbox'), 'shop-prod');
    await waitFor(() =>
      expect(
        screen.queryByText('Resize search-staging'),
      ).not.toBeInTheDocument(),
    );
    expect(screen.getByText('Upgrade shop-prod')).toBeInTheDocument();
  });

  it('shows two hundred waiting by pages, summaries whole', async () => {
    const api = new FakeClusterProfilesApi();
    api.changes = new Map(manyWaiting(200).map(item => [item.id, item]));
    renderPage(<ChangesRouter />, { api });
    expect(
      await screen.findByText(/and observability 0.9.0 → 1.0.0 with it/),
    ).toBeInTheDocument();
    expect(screen.getAllByText('Awaiting approval')).toHaveLength(25);
    expect(screen.getAllByText(/1 to 25 of 200/)).not.toHaveLength(0);
    await userEvent.click(screen.getByRole('button', { name: /next/i }));
    expect(
      await screen.findByText(/and observability 0.9.25 → /),
    ).toBeInTheDocument();
  });

  it.each(['200', '1000', '-25', '2.5', 'x'])(
    'shows what waits also where the URL begins the page at %s',
    async offset => {
      const api = new FakeClusterProfilesApi();
      api.changes = new Map(manyWaiting(200).map(item => [item.id, item]));
      const listChanges = jest.spyOn(api, 'listChanges');
      renderPage(<ChangesRouter />, { api, at: `/?offset=${offset}` });
      const start = Number(offset) > 175 ? 175 : 0;
      expect(
        await screen.findByText(
          new RegExp(`and observability 0.9.${start} → `),
        ),
      ).toBeInTheDocument();
      expect(screen.queryByText('Nothing waits for you')).toBeNull();
      for (const [query] of listChanges.mock.calls) {
        expect(query?.offset).toBeGreaterThanOrEqual(0);
        expect(Number.isInteger(query?.offset)).toBe(true);
      }
    },
  );

  it('says what went wrong', async () => {
    const api = new FakeClusterProfilesApi();
    api.listChanges = async () => {
      throw new Error('The database is away');
    };
    renderPage(<ChangesRouter />, { api });
    expect(await screen.findByText('The database is away')).toBeInTheDocument();
  });
});
