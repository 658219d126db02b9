import { HIDDEN_VALUE } from '@cluster-profiles/plugin-cluster-profiles-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { clusterEntity } from '../../__testUtils__/entities';
import { FakeClusterProfilesApi } from '../../__testUtils__/FakeClusterProfilesApi';
import { cluster, permitted, plan } from '../../__testUtils__/fixtures';
import { refuseAll } from '../../__testUtils__/refuseAll';
import { renderPage } from '../../__testUtils__/renderPage';
import { ClusterOverview } from './ClusterOverview';

function render(at = '/', api = new FakeClusterProfilesApi()) {
  renderPage(<ClusterOverview />, { api, entity: clusterEntity, at });
  return api;
}

describe('ClusterActions', () => {
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
      name: 'Request again',
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

  it('upgrades without the parameters that may not be read', async () => {
    const fake = new FakeClusterProfilesApi();
    const { getCluster } = fake;
    fake.getCluster = async name => {
      const detail = await getCluster(name);
      return {
        ...detail,
        desired: {
          ...detail.desired!,
          parameters: {
            [detail.profiles[0].name]: { workers: HIDDEN_VALUE },
          },
        },
      };
    };
    const api = render('/?action=upgrade', fake);
    const dialog = within(await screen.findByRole('dialog'));
    expect(
      await dialog.findByText(/hidden: you may not read values/),
    ).toBeInTheDocument();
    const showPlan = dialog.getByRole('button', { name: 'Show the plan' });
    await waitFor(() => expect(showPlan).toBeEnabled());
    await userEvent.click(showPlan);
    await waitFor(() =>
      expect(api.previewed[0]).toMatchObject({ parameters: {} }),
    );
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

  it('forces a deletion that is late, for a reason', async () => {
    const api = new FakeClusterProfilesApi();
    const { getCluster } = api;
    api.getCluster = async name => ({
      ...(await getCluster(name)),
      permitted: permitted({ delete: 'It is being deleted' }),
      forceDelete: { allowed: true },
    });
    render('/?action=delete', api);
    const dialog = within(
      await screen.findByRole('dialog', {
        name: 'Force the deletion of shop-prod',
      }),
    );
    const show = dialog.getByRole('button', { name: 'Show the plan' });
    expect(show).toBeDisabled();
    await userEvent.type(
      dialog.getByRole('textbox', { name: /Reason/ }),
      'The account is closed',
    );
    await userEvent.click(show);
    await userEvent.type(
      await dialog.findByRole('textbox', {
        name: 'Type shop-prod to confirm',
      }),
      'shop-prod',
    );
    await userEvent.click(dialog.getByRole('button', { name: 'Propose' }));
    await waitFor(() =>
      expect(api.proposed[0]).toMatchObject({
        kind: 'delete',
        cluster: 'shop-prod',
        force: true,
        reason: 'The account is closed',
      }),
    );
  });

  it('says once why nothing may be proposed', async () => {
    const api = new FakeClusterProfilesApi();
    refuseAll(api, 'Only checkout changes it');
    render('/', api);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Actions' }),
    );
    const menu = await screen.findByRole('menu');
    expect(within(menu).getAllByText('Only checkout changes it')).toHaveLength(
      1,
    );
    expect(
      within(menu).getByRole('menuitem', { name: 'Upgrade' }),
    ).toHaveAttribute('aria-disabled', 'true');
    expect(
      within(menu).getByRole('menuitem', { name: 'Delete' }),
    ).toHaveAttribute('aria-disabled', 'true');
  });
});
