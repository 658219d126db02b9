import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { clusterEntity } from '../../__testUtils__/entities';
import { FakeClusterProfilesApi } from '../../__testUtils__/FakeClusterProfilesApi';
import { cluster, permitted, plan } from '../../__testUtils__/fixtures';
import { renderPage } from '../../__testUtils__/renderPage';
import { ClusterOverview } from './ClusterOverview';

function render(at = '/', api = new FakeClusterProfilesApi()) {
  renderPage(<ClusterOverview />, { api, entity: clusterEntity, at });
  return api;
}

describe('ClusterOverview', () => {
  it('shows desired beside observed, conditions in words, and machines', async () => {
    render();

    const stack = await screen.findByRole('table', {
      name: 'Stack of shop-prod',
    });
    const ingress = within(stack).getByRole('row', { name: /ingress-nginx/ });
    expect(within(ingress).getByText('4.13.3')).toBeInTheDocument();
    expect(within(ingress).getByText('4.13.2')).toBeInTheDocument();
    expect(within(ingress).getByText('Drifted')).toBeInTheDocument();
    expect(screen.getByText(/^Ready: no/)).toBeInTheDocument();
    expect(screen.getByText('ingress-nginx is degraded.')).toBeInTheDocument();
    expect(screen.getByText('3 of 3')).toBeInTheDocument();
    expect(screen.getByText(/behind by 1 \(1.4.0 is newest\)/)).toBeVisible();
  });

  it('says what an upgrade would do, and leads to it', async () => {
    render();
    expect(
      await screen.findByText(/Kubernetes 1.34.4 → 1.35.2, 2 layers changed/),
    ).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('link', { name: 'Upgrade to 1.4.0' }),
    );
    expect(
      await screen.findByRole('dialog', { name: 'Upgrade shop-prod' }),
    ).toBeInTheDocument();
  });

  it('says nothing of an upgrade to what runs the newest version', async () => {
    const api = new FakeClusterProfilesApi();
    api.clusters = [cluster({ behind: 0, latestVersion: '1.3.1' })];
    render('/', api);
    await screen.findByRole('table', { name: 'Stack of shop-prod' });
    expect(screen.queryByRole('link', { name: /Upgrade to/ })).toBeNull();
  });

  it('shows the current change with its step', async () => {
    const api = new FakeClusterProfilesApi();
    api.clusters = [
      cluster({
        change: { id: 'create-shop-dev', kind: 'create', state: 'applying' },
      }),
    ];
    render('/', api);
    expect(
      await screen.findByText('Step 2 of 4: Network: cilium.'),
    ).toBeInTheDocument();
  });

  it('says why actions make no sense now', async () => {
    const api = new FakeClusterProfilesApi();
    api.clusters = [cluster({ protected: true, behind: 0 })];
    const { getCluster } = api;
    api.getCluster = async name => ({
      ...(await getCluster(name)),
      permitted: permitted({
        delete: 'It is protected; lift the protection first',
      }),
    });
    render('/?action=delete', api);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Actions' }),
    );
    expect(
      await screen.findByRole('menuitem', {
        name: 'Delete: It is protected; lift the protection first',
      }),
    ).toHaveAttribute('aria-disabled', 'true');
    // A link to an action that is not permitted opens nothing.
    expect(
      screen.queryByRole('dialog', { name: 'Delete shop-prod' }),
    ).not.toBeInTheDocument();
    expect(
      screen.getByRole('menuitem', { name: 'Remove protection' }),
    ).toBeInTheDocument();
  });

  it('requests another cluster like it, filled in', async () => {
    render();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Actions' }),
    );
    const item = await screen.findByRole('menuitem', {
      name: 'Request another like it',
    });
    const [path, query] = item.getAttribute('href')!.split('?');
    expect(path).toBe('/create/templates/default/request-cluster');
    expect(
      JSON.parse(new URLSearchParams(query).get('formData')!),
    ).toMatchObject({
      profile: { name: 'production-base', version: '1.3.1' },
      parameters: { workers: 5 },
      target: 'prod-eu1',
    });
  });

  it('says in words that what it shows is old', async () => {
    const api = new FakeClusterProfilesApi();
    api.clusters = [
      cluster({
        phase: 'unknown',
        observedAt: new Date(Date.now() - 3 * 60_000).toISOString(),
      }),
    ];
    render('/', api);
    expect(
      await screen.findByText('Last observed 3 minutes ago'),
    ).toBeInTheDocument();
  });

  it('says that the cluster is deleted', async () => {
    const api = new FakeClusterProfilesApi();
    api.clusters = [cluster({ phase: 'deleted' })];
    render('/', api);
    expect(
      await screen.findByText('This cluster is deleted'),
    ).toBeInTheDocument();
  });

  it('holds 40 layers and a name of 63 characters', async () => {
    const name = 'a'.repeat(63);
    const api = new FakeClusterProfilesApi();
    api.clusters = [cluster({ name: 'shop-prod', description: name })];
    const { getCluster } = api;
    api.getCluster = async asked => {
      const detail = await getCluster(asked);
      return {
        ...detail,
        layers: Array.from({ length: 40 }, (_, index) => ({
          ...detail.layers[0],
          name: `${'layer'.repeat(11)}-${index}`,
          kind: 'addon' as const,
        })),
      };
    };
    render('/', api);
    const stack = await screen.findByRole('table', {
      name: 'Stack of shop-prod',
    });
    expect(within(stack).getAllByRole('row')).toHaveLength(41);
  });

  it('upgrades by way of a plan, with its digest', async () => {
    const api = render('/?action=upgrade');
    const dialog = await screen.findByRole('dialog');
    const showPlan = await within(dialog).findByRole('button', {
      name: 'Show the plan',
    });
    expect(
      await within(dialog).findByRole('radio', { name: '1.4.0' }),
    ).toBeChecked();
    // The form of the parameters is loaded on demand.
    await waitFor(() => expect(showPlan).toBeEnabled());
    await userEvent.click(showPlan);

    expect(
      await within(dialog).findByText(/0 of 1 approval from/),
    ).toBeInTheDocument();
    await userEvent.type(
      within(dialog).getByRole('textbox', { name: /Why/ }),
      'New API',
    );
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Propose' }),
    );
    await waitFor(() => expect(api.proposed).toHaveLength(1));
    expect(api.proposed[0]).toEqual({
      kind: 'upgrade',
      cluster: 'shop-prod',
      profile: undefined,
      version: '1.4.0',
      parameters: { workers: 5, ingressReplicas: 2 },
      comment: 'New API',
      seenPlanDigest: plan().planDigest,
    });
  });

  it('asks for the name before it deletes', async () => {
    const api = render('/?action=delete');
    const dialog = await screen.findByRole('dialog');
    const confirmation = await within(dialog).findByRole('textbox', {
      name: 'Type shop-prod to confirm',
    });
    const propose = within(dialog).getByRole('button', { name: 'Propose' });
    expect(propose).toBeDisabled();
    await userEvent.type(confirmation, 'shop-prod');
    await userEvent.click(propose);
    await waitFor(() =>
      expect(api.proposed[0]).toMatchObject({
        kind: 'delete',
        cluster: 'shop-prod',
      }),
    );
  });

  it('cannot propose what the plan blocks', async () => {
    const api = new FakeClusterProfilesApi();
    api.preview.plan = plan({
      findings: [
        {
          severity: 'block',
          code: 'cluster-protected',
          message: 'shop-prod is protected.',
          remedy: 'Remove the protection first.',
        },
      ],
    });
    render('/?action=pause', api);
    const dialog = await screen.findByRole('dialog');
    expect(
      await within(dialog).findByText('This cannot be proposed as it is'),
    ).toBeInTheDocument();
    expect(
      within(dialog).getByText('Remove the protection first.'),
    ).toBeInTheDocument();
    expect(
      within(dialog).getByRole('button', { name: 'Propose' }),
    ).toBeDisabled();
  });

  it('resizes only what differs', async () => {
    const api = render('/?action=resize');
    const dialog = await screen.findByRole('dialog');
    const workers = within(dialog).getByRole('textbox', {
      name: /Workers: general/,
    });
    await userEvent.clear(workers);
    await userEvent.type(workers, '7');
    await userEvent.tab();
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Show the plan' }),
    );
    await waitFor(() =>
      expect(api.previewed[0]).toEqual({
        kind: 'resize',
        cluster: 'shop-prod',
        controlPlane: undefined,
        workers: { general: 7 },
      }),
    );
  });

  it('says when the cluster is not there', async () => {
    const api = Object.assign(new FakeClusterProfilesApi(), { clusters: [] });
    render('/', api);
    expect(await screen.findByText('Not found')).toBeInTheDocument();
  });
});
