import { HIDDEN_VALUE } from '@cluster-profiles/plugin-cluster-profiles-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { clusterEntity } from '../../__testUtils__/entities';
import { FakeClusterProfilesApi } from '../../__testUtils__/FakeClusterProfilesApi';
import {
  cluster,
  clusterDetail,
  desired,
  importedCluster,
  override,
  plan,
} from '../../__testUtils__/fixtures';
import { renderPage } from '../../__testUtils__/renderPage';
import { ClusterOverview } from './ClusterOverview';

function render(at = '/', api = new FakeClusterProfilesApi()) {
  renderPage(<ClusterOverview />, { api, entity: clusterEntity, at });
  return api;
}

describe('ClusterOverview', () => {
  it('shows desired beside observed, conditions in words, and machines', async () => {
    const api = new FakeClusterProfilesApi();
    api.clusters = [cluster({ observedAt: new Date().toISOString() })];
    render('/', api);

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

  it('says that values are overridden', async () => {
    const api = new FakeClusterProfilesApi();
    jest
      .spyOn(api, 'getCluster')
      .mockResolvedValue(
        clusterDetail({ drift: 'Overridden', overrides: [override()] }),
      );
    render('/', api);
    const section = await screen.findByRole('region', { name: 'Overrides' });
    expect(
      within(section).getByText('/controller/replicaCount = 5'),
    ).toBeInTheDocument();
    expect(screen.getByText(/^Overridden/)).toBeInTheDocument();
  });

  it('says that values of overrides may not be read', async () => {
    const api = new FakeClusterProfilesApi();
    jest.spyOn(api, 'getCluster').mockResolvedValue(
      clusterDetail({
        overrides: [override({ path: '/replicas', value: HIDDEN_VALUE })],
      }),
    );
    render('/', api);
    expect(
      await screen.findByText('/replicas = hidden: you may not read values'),
    ).toBeInTheDocument();
  });

  it('calls nothing well that was observed long ago', async () => {
    render();
    const stack = await screen.findByRole('table', {
      name: 'Stack of shop-prod',
    });
    expect(
      within(stack).getByText('Drifted when last seen'),
    ).toBeInTheDocument();
    const machines = screen.getByRole('table', { name: 'Machines by pool' });
    for (const table of [stack, machines]) {
      expect(table.querySelector('[data-tone="success"]')).toBeNull();
    }
  });

  it('says whose an imported cluster is, and counts what is there', async () => {
    const api = new FakeClusterProfilesApi();
    api.clusters = [importedCluster({ name: 'shop-prod' })];
    render('/', api);
    expect(
      await screen.findByText(/^No add-on profile runs here yet/),
    ).toBeInTheDocument();
    expect(
      screen.getAllByText(/its base belongs to somebody else/),
    ).toHaveLength(2);
    expect(screen.queryByText('No layers')).not.toBeInTheDocument();
    expect(screen.queryByText('Follows')).not.toBeInTheDocument();
    const machines = screen.getByRole('table', { name: 'Machines by pool' });
    expect(
      within(machines)
        .getAllByRole('row')
        .slice(1)
        .map(row => row.textContent),
    ).toEqual([
      expect.stringMatching(/^control plane1 of 1.*Ready$/),
      expect.stringMatching(/^workers1 of 2.*1 not ready$/),
    ]);
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
      await screen.findByText(
        'Step 2 of 4: Network: cilium (2 of 3 agents are ready).',
      ),
    ).toBeInTheDocument();
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

  it('leaves a pool that an autoscaler sizes to it', async () => {
    const api = new FakeClusterProfilesApi();
    const { nodePools } = desired();
    const scaled = {
      ...clusterDetail(),
      desired: desired({
        nodePools: {
          ...nodePools,
          workers: [
            ...nodePools.workers,
            { name: 'batch', replicas: 3, min: 3, max: 10 },
          ],
        },
      }),
    };
    api.getCluster = async () => scaled;
    render('/?action=resize', api);
    const dialog = await screen.findByRole('dialog');
    expect(
      within(dialog).getByText(/^An autoscaler decides on batch \(3 to 10\)/),
    ).toBeVisible();
    expect(
      within(dialog).queryByRole('textbox', { name: /batch/ }),
    ).not.toBeInTheDocument();
    expect(screen.getByText('0 of 0, 3 to 10 desired')).toBeInTheDocument();
  });

  it('says when the cluster is not there', async () => {
    const api = Object.assign(new FakeClusterProfilesApi(), { clusters: [] });
    render('/', api);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'You may not see this cluster, or it is gone.Ask its owner, checkout.',
    );
  });

  it('says that an upgrade is already proposed', async () => {
    const api = new FakeClusterProfilesApi();
    api.clusters = [
      cluster({
        change: { id: 'change-7', kind: 'upgrade', state: 'awaiting-approval' },
      }),
    ];
    render('/', api);
    expect(
      await screen.findByRole('link', {
        name: 'an upgrade is already proposed',
      }),
    ).toHaveAttribute('href', '/cluster-profiles/changes/change-7');
  });
});
