import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { NotAllowedError, ServiceUnavailableError } from '@backstage/errors';
import { FakeClusterProfilesApi } from '../../__testUtils__/FakeClusterProfilesApi';
import { plan, targets } from '../../__testUtils__/fixtures';
import { renderPage } from '../../__testUtils__/renderPage';
import { ImportPage } from './ImportPage';

const allowed = { allowed: true };

function anApi(changes: Partial<FakeClusterProfilesApi> = {}) {
  const api = new FakeClusterProfilesApi();
  api.targets = targets().map(target =>
    target.name === 'staging-eu1'
      ? { ...target, provider: 'imported', import: allowed }
      : target,
  );
  api.importable = {
    listed: true,
    more: false,
    items: [
      { source: 'old-shop', kubernetesVersion: '1.33.1', import: allowed },
      {
        source: 'old-search',
        import: {
          allowed: false,
          reason: "It is here already, as cluster 'search'",
        },
      },
      { source: 'Old_Billing', import: allowed },
    ],
  };
  api.preview = {
    ...api.preview,
    plan: plan({
      findings: [
        {
          severity: 'ok',
          code: 'cluster-found',
          message: '"old-shop" runs Kubernetes 1.33.1 on 3 nodes.',
        },
      ],
    }),
  };
  return Object.assign(api, changes);
}

function render(api = anApi(), at = '/') {
  renderPage(<ImportPage />, { api, at, groups: ['group:default/checkout'] });
  return api;
}

const chooseTarget = async () =>
  userEvent.click(await screen.findByRole('radio', { name: 'staging-eu1' }));

describe('ImportPage', () => {
  it('goes from the target by way of a look at the cluster to the change', async () => {
    const api = render();
    await chooseTarget();
    expect(screen.getByRole('radio', { name: 'dev-eu1' })).toBeDisabled();
    await userEvent.click(
      await screen.findByRole('radio', { name: 'old-shop' }),
    );
    const taken = screen.getByRole('radio', { name: 'old-search' });
    expect(taken).toBeDisabled();
    expect(taken).toHaveAccessibleDescription(
      expect.stringContaining("It is here already, as cluster 'search'"),
    );

    const name = screen.getByRole('textbox', { name: /Name in the portal/ });
    expect(name).toHaveValue('old-shop');
    await userEvent.clear(name);
    await userEvent.type(name, 'shop');
    await userEvent.click(
      await screen.findByRole('button', { name: 'Look at the cluster' }),
    );
    expect(
      await screen.findByText('"old-shop" runs Kubernetes 1.33.1 on 3 nodes.', {
        selector: '[class*=title], span, div',
      }),
    ).toBeInTheDocument();
    const request = {
      kind: 'import',
      cluster: 'shop',
      owner: 'group:default/checkout',
      target: 'staging-eu1',
      source: 'old-shop',
    };
    expect(api.previewed).toEqual([request]);

    await userEvent.click(screen.getByRole('button', { name: 'Propose' }));
    await waitFor(() =>
      expect(api.proposed).toEqual([
        {
          ...request,
          seenPlanDigest: api.preview.plan!.planDigest,
        },
      ]),
    );
  });

  it('wants to be asked again when something is changed after the look', async () => {
    render(anApi(), '/?target=staging-eu1&source=old-shop');
    await userEvent.click(
      await screen.findByRole('button', { name: 'Look at the cluster' }),
    );
    await screen.findByRole('button', { name: 'Propose' });
    await userEvent.type(
      screen.getByRole('textbox', { name: /Name in the portal/ }),
      '-2',
    );
    expect(
      screen.queryByRole('button', { name: 'Propose' }),
    ).not.toBeInTheDocument();
  });

  it('proposes nothing that is blocked, and says why', async () => {
    const api = anApi();
    api.preview.plan = plan({
      findings: [
        {
          severity: 'block',
          code: 'cluster-is-going',
          message: 'Cluster team-a/old-shop is being deleted.',
        },
      ],
    });
    render(api, '/?target=staging-eu1&source=old-shop');
    await userEvent.click(
      await screen.findByRole('button', { name: 'Look at the cluster' }),
    );
    expect(
      await screen.findByText('Cluster team-a/old-shop is being deleted.'),
    ).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Propose' })).toBeDisabled();
  });

  it('takes no name that clusters cannot have', async () => {
    render(anApi(), '/?target=staging-eu1&source=Old_Billing');
    const name = await screen.findByRole('textbox', {
      name: /Name in the portal/,
    });
    expect(name).toHaveValue('');
    await userEvent.type(name, 'Old_Billing');
    expect(await screen.findByText(/lower-case letters/)).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Look at the cluster' }),
    ).toBeDisabled();
  });

  it('takes a name where the provider lists nothing', async () => {
    const api = render(
      anApi({ importable: { listed: false, items: [], more: false } }),
    );
    await chooseTarget();
    await userEvent.type(
      await screen.findByRole('textbox', { name: /Name of the cluster there/ }),
      'old-shop',
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Look at the cluster' }),
    );
    await waitFor(() =>
      expect(api.previewed).toMatchObject([{ source: 'old-shop' }]),
    );
  });

  it('takes a name beside a list that is cut', async () => {
    const api = anApi();
    api.importable.more = true;
    render(api);
    await chooseTarget();
    expect(
      await screen.findByText(/Only the first 3 are shown/),
    ).toBeInTheDocument();
  });

  it('says that there is nothing to import', async () => {
    render(anApi({ importable: { listed: true, items: [], more: false } }));
    await chooseTarget();
    expect(
      await screen.findByText('There is no cluster to import from staging-eu1'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Look again' }),
    ).toBeInTheDocument();
  });

  it('says that nobody answers, and asks again', async () => {
    const api = anApi();
    const { listImportable } = api;
    api.listImportable = async () => {
      throw new ServiceUnavailableError(
        "The provider of target 'staging-eu1' does not answer: the token has expired",
      );
    };
    render(api);
    await chooseTarget();
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The clusters of staging-eu1 could not be loaded',
    );
    expect(screen.getByText(/the token has expired/)).toBeInTheDocument();
    api.listImportable = listImportable;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByRole('radio', { name: 'old-shop' }),
    ).toBeInTheDocument();
  });

  it('says what is forbidden', async () => {
    render(
      anApi({
        listTargets: async () => {
          throw new NotAllowedError('Ask platform');
        },
      }),
    );
    const alert = await screen.findByRole('alert');
    expect(within(alert).getByText('You may not see this')).toBeInTheDocument();
  });

  it('says why there is no target to choose', async () => {
    render(anApi({ targets: targets() }));
    expect(
      await screen.findByText('There is no target from which you could import'),
    ).toBeInTheDocument();
    expect(
      screen.getByText("Provider 'simulator' cannot import clusters"),
    ).toBeInTheDocument();
  });

  it('says so to who belongs to no group', async () => {
    renderPage(<ImportPage />, {
      api: anApi(),
      at: '/?target=staging-eu1&source=old-shop',
    });
    expect(
      await screen.findByText('You belong to no group'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Look at the cluster' }),
    ).toBeDisabled();
  });
});
