import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { BulkPreview } from '@cluster-profiles/plugin-cluster-profiles-common';
import { FakeClusterProfilesApi } from '../../../__testUtils__/FakeClusterProfilesApi';
import { bulkPreview, cluster } from '../../../__testUtils__/fixtures';
import { renderPage } from '../../../__testUtils__/renderPage';
import { ClustersPage } from '../ClustersPage';

const PATH = '/controller/replicaCount';

/** Two clusters override what the new version changes, until their requests say which value holds. */
class ConflictingApi extends FakeClusterProfilesApi {
  override getBulkPreview = async (): Promise<BulkPreview> => {
    const { requests } = this.bulkPreviewed.at(-1)!;
    const preview = bulkPreview(requests.map(({ cluster: name }) => name));
    return {
      ...preview,
      id: `bulk-preview-${this.bulkPreviewed.length}`,
      items: preview.items.map((item, index) => {
        const request = requests[index];
        const answered = request.kind === 'upgrade' && request.overrides;
        return item.cluster === 'search-staging' || answered
          ? item
          : {
              ...item,
              findings: [
                {
                  severity: 'block',
                  code: 'override-conflict',
                  message: 'The profile changes what is overridden.',
                  layer: 'ingress-nginx',
                  path: PATH,
                  conflict: { base: 2, ours: 5, theirs: 3 },
                },
              ],
            };
      }),
    };
  };
}

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

  describe('where overrides are in conflict', () => {
    const open = async () => {
      const api = new ConflictingApi();
      api.clusters = api.clusters.map(known => ({
        ...known,
        behind: 1,
        latestVersion: '1.4.0',
      }));
      renderPage(<ClustersPage />, { api });
      await tick(/shop-prod/);
      await tick(/shop-dev/);
      await tick(/search-staging/);
      const dialog = within(await choose('Upgrade to the newest version'));
      const sum = await dialog.findByLabelText('Sum of all plans');
      return { api, dialog, sum };
    };

    it('says so in the sum, and proposes nothing before each is answered or left out', async () => {
      const { api, dialog, sum } = await open();
      expect(sum).toHaveTextContent('wait for an answer2');
      expect(
        dialog.getByRole('button', { name: 'Propose 1 change' }),
      ).toBeDisabled();
      expect(
        dialog.getByRole('radiogroup', { name: /ingress-nginx on shop-prod/ }),
      ).toHaveTextContent('The profile said 2 so far');

      const prod = within(
        dialog.getByRole('radiogroup', { name: /ingress-nginx on shop-prod/ }),
      );
      await userEvent.click(prod.getByRole('radio', { name: /Keep the/ }));
      await userEvent.click(
        dialog.getByRole('checkbox', { name: 'Leave shop-dev out' }),
      );
      expect(dialog.getByText(/You left it out/)).toBeVisible();
      // The answer is not planned yet.
      expect(dialog.getByText(/1 cluster waits for an answer/)).toBeVisible();
      await userEvent.click(
        dialog.getByRole('button', {
          name: 'Show the plans with these answers',
        }),
      );
      const propose = await dialog.findByRole('button', {
        name: 'Propose 2 changes',
      });
      await waitFor(() => expect(propose).toBeEnabled());
      expect(api.bulkPreviewed.at(-1)!.requests).toHaveLength(1);
      await userEvent.click(propose);
      expect(await dialog.findByText('2 of 2 proposed')).toBeVisible();
      expect(
        api.proposed.map(request => [
          'cluster' in request && request.cluster,
          request.kind === 'upgrade' && request.overrides,
        ]),
      ).toEqual([
        [
          'shop-prod',
          [{ layer: 'ingress-nginx', path: PATH, take: 'override' }],
        ],
        ['search-staging', undefined],
      ]);
    });

    it('takes one answer for all', async () => {
      const { api, dialog } = await open();
      await userEvent.click(
        dialog.getByRole('button', { name: 'Take all values of the profile' }),
      );
      for (const radio of dialog.getAllByRole('radio', { name: /Take the/ })) {
        expect(radio).toBeChecked();
      }
      await userEvent.click(
        dialog.getByRole('button', {
          name: 'Show the plans with these answers',
        }),
      );
      const propose = await dialog.findByRole('button', {
        name: 'Propose 3 changes',
      });
      await waitFor(() => expect(propose).toBeEnabled());
      expect(api.bulkPreviewed.at(-1)!.requests).toEqual(
        ['shop-prod', 'shop-dev'].map(name =>
          expect.objectContaining({
            cluster: name,
            overrides: [
              { layer: 'ingress-nginx', path: PATH, take: 'profile' },
            ],
          }),
        ),
      );
    });
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
