import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { clusterEntity } from '../../__testUtils__/entities';
import { FakeClusterProfilesApi } from '../../__testUtils__/FakeClusterProfilesApi';
import {
  cluster,
  clusterDetail,
  importedCluster,
  plan,
  profiles,
} from '../../__testUtils__/fixtures';
import { renderPage } from '../../__testUtils__/renderPage';
import { clusterActions } from './clusterActions';
import { ClusterOverview } from './ClusterOverview';

const observability = {
  name: 'observability',
  version: '1.0.0',
  digest: 'd2'.repeat(32),
  type: 'add-on' as const,
};

function render(action: string, api = new FakeClusterProfilesApi()) {
  renderPage(<ClusterOverview />, {
    api,
    entity: clusterEntity,
    at: `/?action=${action}`,
  });
  return api;
}

async function send(dialog: HTMLElement) {
  const showPlan = within(dialog).getByRole('button', {
    name: 'Show the plan',
  });
  await waitFor(() => expect(showPlan).toBeEnabled());
  await userEvent.click(showPlan);
  const propose = await within(dialog).findByRole('button', {
    name: 'Propose',
  });
  await waitFor(() => expect(propose).toBeEnabled());
  await userEvent.click(propose);
}

describe('add-on profiles of a cluster', () => {
  it('adds one by way of a plan', async () => {
    const api = render('add-profile');
    const dialog = await screen.findByRole('dialog', {
      name: 'Add an add-on profile to shop-prod',
    });
    await userEvent.click(
      await within(dialog).findByRole('radio', { name: 'observability' }),
    );
    expect(
      within(dialog).queryByRole('radio', { name: 'Production base' }),
    ).not.toBeInTheDocument();
    expect(
      await within(dialog).findByLabelText(/Worker nodes/),
    ).toBeInTheDocument();
    await send(dialog);
    await waitFor(() =>
      expect(api.proposed[0]).toEqual({
        kind: 'add-profile',
        cluster: 'shop-prod',
        profile: { name: 'observability', version: '1.0.0' },
        parameters: { workers: 3, ingressReplicas: 2 },
        comment: undefined,
        seenPlanDigest: plan().planDigest,
      }),
    );
  });

  it('says why one cannot be added', async () => {
    const api = new FakeClusterProfilesApi();
    api.clusters = [
      cluster({ profiles: [...cluster().profiles, observability] }),
    ];
    api.profiles = [
      ...profiles(),
      {
        ...profiles().at(-1)!,
        name: 'backup',
        use: { allowed: false, reason: 'Only platform may use it.' },
      },
      {
        ...profiles().at(-1)!,
        name: 'mesh',
        use: {
          allowed: false,
          reason: "You may not use profile 'mesh'; ask platform",
        },
      },
    ];
    render('add-profile', api);
    expect(
      await screen.findByText('shop-prod has it already.'),
    ).toBeInTheDocument();
    expect(screen.getByRole('radio', { name: 'observability' })).toBeDisabled();
    expect(
      screen.getByText('Only platform may use it. Ask platform.'),
    ).toBeInTheDocument();
    expect(
      screen.getByText("You may not use profile 'mesh'; ask platform."),
    ).toBeInTheDocument();
  });

  it('removes one', async () => {
    const api = new FakeClusterProfilesApi();
    api.clusters = [
      cluster({ profiles: [...cluster().profiles, observability] }),
    ];
    render('remove-profile', api);
    const dialog = await screen.findByRole('dialog');
    expect(
      within(dialog).getByRole('radio', { name: 'observability' }),
    ).toBeChecked();
    await send(dialog);
    await waitFor(() =>
      expect(api.proposed[0]).toMatchObject({
        kind: 'remove-profile',
        cluster: 'shop-prod',
        profile: 'observability',
      }),
    );
  });
});

describe('the adoption of an imported cluster', () => {
  const api = new FakeClusterProfilesApi();

  it('chooses a main profile, and shows the plan first', async () => {
    api.clusters = [importedCluster({ name: 'shop-prod' })];
    render('adopt', api);
    const dialog = await screen.findByRole('dialog', {
      name: 'Adopt shop-prod into a profile',
    });
    await userEvent.click(
      await within(dialog).findByRole('radio', { name: 'Production base' }),
    );
    expect(
      within(dialog).queryByRole('radio', { name: 'observability' }),
    ).not.toBeInTheDocument();
    await send(dialog);
    await waitFor(() =>
      expect(api.proposed[0]).toMatchObject({
        kind: 'adopt',
        cluster: 'shop-prod',
        profile: { name: 'production-base', version: '1.4.0' },
        parameters: { workers: 3 },
        seenPlanDigest: plan().planDigest,
      }),
    );
  });
});

describe('clusterActions', () => {
  const ids = (detail: Parameters<typeof clusterActions>[0]) =>
    clusterActions(detail).map(({ id }) => id);

  it('offers removing an add-on profile only where there is one', () => {
    expect(ids(clusterDetail())).toContain('add-profile');
    expect(ids(clusterDetail())).not.toContain('remove-profile');
    expect(ids(clusterDetail({ profiles: [observability] }))).toContain(
      'remove-profile',
    );
  });

  it('offers to adopt only what was imported', () => {
    expect(ids(clusterDetail())).not.toContain('adopt');
    expect(ids(importedCluster())).toContain('adopt');
  });

  it('offers to retarget only when the target changed', () => {
    expect(ids(clusterDetail())).not.toContain('retarget');
    const held = (reason: string) =>
      clusterDetail({
        phase: 'held',
        conditions: [
          {
            type: 'Held',
            status: 'True',
            reason,
            message: '',
            lastTransitionTime: '2026-03-01T08:00:00.000Z',
          },
        ],
      });
    expect(ids(held('TargetChanged'))).toContain('retarget');
    expect(ids(held('ForeignInstance'))).not.toContain('retarget');
  });
});
