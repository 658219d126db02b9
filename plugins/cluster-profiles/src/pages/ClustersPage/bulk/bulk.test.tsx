import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeClusterProfilesApi } from '../../../__testUtils__/FakeClusterProfilesApi';
import { bulkPreview, cluster } from '../../../__testUtils__/fixtures';
import { renderPage } from '../../../__testUtils__/renderPage';
import { ClustersPage } from '../ClustersPage';

const tick = async (name: RegExp) => {
  const row = await screen.findByRole('row', { name });
  await userEvent.click(within(row).getByRole('checkbox'));
};

const choose = async (action: string) => {
  await userEvent.click(screen.getByRole('button', { name: 'Change them' }));
  await userEvent.click(await screen.findByRole('menuitem', { name: action }));
  return screen.findByRole('dialog');
};

describe('changes of many clusters', () => {
  it('shows the sum first, then each plan, and proposes what was seen', async () => {
    const api = new FakeClusterProfilesApi();
    const keys: unknown[] = [];
    const { proposeBulk } = api;
    api.proposeBulk = async (bulk, options) => {
      keys.push(options?.idempotencyKey);
      return proposeBulk(bulk, options);
    };
    renderPage(<ClustersPage />, { api });
    await tick(/shop-prod/);
    await tick(/search-staging/);
    await tick(/search-prod/);
    expect(screen.getByText('3 clusters selected')).toBeInTheDocument();

    const dialog = await choose('Upgrade to the newest version');
    const sum = await within(dialog).findByLabelText('Sum of all plans');
    expect(sum).toHaveTextContent('clusters would change');
    expect(within(sum).getByText('12')).toBeInTheDocument();
    expect(sum).toHaveTextContent('cannot be rolled back');
    const table = within(dialog).getByRole('table', {
      name: 'Plans by cluster',
    });
    expect(within(table).getAllByRole('row')).toHaveLength(3);
    expect(
      within(dialog).getByText(/It runs the newest version/),
    ).toBeVisible();

    await userEvent.type(
      within(dialog).getByRole('textbox', { name: /Why/ }),
      'CVE',
    );
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Propose 2 changes' }),
    );
    expect(await within(dialog).findByText('2 of 2 proposed')).toBeVisible();
    expect(api.proposed).toEqual(
      ['shop-prod', 'search-staging'].map(name => ({
        kind: 'upgrade',
        cluster: name,
        version: '1.4.0',
        comment: 'CVE',
        seenPlanDigest: 'a'.repeat(64),
      })),
    );
    expect(keys).toEqual(['bulk-preview-1']);

    await userEvent.click(within(dialog).getByRole('button', { name: 'Done' }));
    await waitFor(() =>
      expect(
        screen.queryByRole('group', { name: 'Selected clusters' }),
      ).not.toBeInTheDocument(),
    );
  });

  it('leaves out what is blocked or has no plan, and says why', async () => {
    const api = new FakeClusterProfilesApi();
    const preview = bulkPreview(['shop-prod', 'shop-dev', 'search-staging']);
    const [ready, blocked, failed] = preview.items;
    api.getBulkPreview = async () => ({
      ...preview,
      items: [
        ready,
        {
          ...blocked,
          findings: [
            {
              severity: 'block',
              code: 'write-stopped',
              message: 'Writes are stopped.',
              remedy: 'Start them.',
            },
          ],
        },
        {
          cluster: failed.cluster,
          state: 'failed',
          error: 'You may not pause it.',
        },
      ],
      sum: { ...preview.sum, planned: 2, blocked: 1, failed: 1 },
    });
    api.proposeBulk = async ({ requests }) => ({
      items: requests.map(request => ({
        cluster: request.cluster,
        error: 'Another change is under way.',
      })),
    });
    renderPage(<ClustersPage />, { api });
    await tick(/shop-prod/);
    await tick(/shop-dev/);
    await tick(/search-staging/);
    const dialog = await choose('Pause');
    expect(
      await within(dialog).findByText(/Writes are stopped. Start them./),
    ).toBeInTheDocument();
    expect(within(dialog).getByText(/You may not pause it/)).toBeVisible();
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Propose 1 change' }),
    );
    expect(
      await within(dialog).findByText('0 of 1 proposed, 1 refused'),
    ).toBeVisible();
    expect(
      within(dialog).getByText('Another change is under way.'),
    ).toBeVisible();
  });

  it('asks before it deletes many', async () => {
    const api = new FakeClusterProfilesApi();
    renderPage(<ClustersPage />, { api });
    await tick(/shop-prod/);
    await tick(/search-staging/);
    const dialog = await choose('Delete');
    const propose = await within(dialog).findByRole('button', {
      name: 'Propose 2 changes',
    });
    expect(propose).toBeDisabled();
    await userEvent.type(
      within(dialog).getByRole('textbox', { name: /to confirm/ }),
      'delete 2',
    );
    expect(propose).toBeEnabled();
  });

  it('offers the newer versions of the profile they share', async () => {
    const api = new FakeClusterProfilesApi();
    renderPage(<ClustersPage />, { api });
    await tick(/shop-prod/);
    const dialog = await choose('Upgrade to a version');
    expect(
      within(dialog).getByRole('button', { name: /To version/ }),
    ).toHaveTextContent('1.4.0');
    await waitFor(() =>
      expect(api.bulkPreviewed[0].requests).toEqual([
        { kind: 'upgrade', cluster: 'shop-prod', version: '1.4.0' },
      ]),
    );
  });

  it('selects the page, keeps the selection over pages, and clears it', async () => {
    const api = new FakeClusterProfilesApi();
    api.clusters = Array.from({ length: 30 }, (_, index) =>
      cluster({
        uid: `uid-${index}`,
        name: `site-${String(index).padStart(2, '0')}`,
      }),
    );
    renderPage(<ClustersPage />, { api });
    await screen.findByText('site-00');
    await userEvent.click(screen.getByRole('checkbox', { name: 'Select all' }));
    expect(screen.getByText('20 clusters selected')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: /next/i }));
    await tick(/site-29/);
    expect(screen.getByText('21 clusters selected')).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear selection' }),
    );
    expect(
      screen.queryByRole('group', { name: 'Selected clusters' }),
    ).not.toBeInTheDocument();
  });

  it('has nothing to propose where no cluster needs it', async () => {
    const api = new FakeClusterProfilesApi();
    renderPage(<ClustersPage />, { api });
    await tick(/search-prod/);
    const dialog = await choose('Protect');
    expect(within(dialog).getByText(/Nothing to propose/)).toBeInTheDocument();
    expect(
      within(dialog).getByRole('button', { name: 'Propose 0 changes' }),
    ).toBeDisabled();
    expect(api.bulkPreviewed).toEqual([]);
  });
});
