import {
  act,
  fireEvent,
  screen,
  waitFor,
  within,
} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { NotAllowedError } from '@backstage/errors';
import { clusterEntity } from '../../../__testUtils__/entities';
import { FakeClusterProfilesApi } from '../../../__testUtils__/FakeClusterProfilesApi';
import { clusterAccess } from '../../../__testUtils__/fixtures';
import { refuseAll } from '../../../__testUtils__/refuseAll';
import { renderPage } from '../../../__testUtils__/renderPage';
import { ClusterOverview } from '../ClusterOverview';

async function open(api = new FakeClusterProfilesApi()) {
  renderPage(<ClusterOverview />, {
    api,
    entity: clusterEntity,
    at: '/?action=access',
  });
  const dialog = within(
    await screen.findByRole('dialog', { name: 'Get access to shop-prod' }),
  );
  return { api, dialog };
}

async function get(dialog: ReturnType<typeof within>) {
  await userEvent.click(
    await dialog.findByRole('button', { name: 'Get access' }),
  );
}

describe('AccessDialog', () => {
  it('opens from the actions of the cluster, also where nothing may be proposed', async () => {
    const api = new FakeClusterProfilesApi();
    refuseAll(api, 'Only checkout changes it');
    renderPage(<ClusterOverview />, { api, entity: clusterEntity });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Actions' }),
    );
    await userEvent.click(
      await screen.findByRole('menuitem', { name: 'Get access' }),
    );
    const dialog = await screen.findByRole('dialog', {
      name: 'Get access to shop-prod',
    });
    await userEvent.click(within(dialog).getByRole('button', { name: 'Back' }));
    await waitFor(() => expect(dialog).not.toBeInTheDocument());
  });

  it('offers the roles that the reader may have, the least first', async () => {
    const { dialog } = await open();
    expect(await dialog.findByRole('radio', { name: 'View' })).toBeChecked();
    expect(
      dialog.getByRole('radio', { name: 'Edit' }),
    ).toHaveAccessibleDescription('Also change what runs there');
    expect(dialog.getAllByRole('radio')).toHaveLength(2);
  });

  it('says why there is none', async () => {
    const api = new FakeClusterProfilesApi();
    api.accessOffer = {
      roles: [],
      reason: 'Clusters of the provider simulator give no credentials',
    };
    const { dialog } = await open(api);
    expect(
      await dialog.findByText(/provider simulator give no credentials/),
    ).toBeInTheDocument();
    expect(dialog.queryByRole('button', { name: 'Get access' })).toBeNull();
  });

  it('asks with role and time, and gives the kubeconfig to copy and to download', async () => {
    const { api, dialog } = await open();
    await userEvent.click(await dialog.findByRole('radio', { name: 'Edit' }));
    await userEvent.click(dialog.getByRole('button', { name: /For how long/ }));
    await userEvent.click(
      await screen.findByRole('option', { name: '4 hours' }),
    );
    await get(dialog);
    expect(await dialog.findByText(/You have the role edit/)).toBeVisible();
    expect(api.accessRequested).toEqual([{ role: 'edit', hours: 4 }]);
    expect(dialog.getByText(/kept nowhere/)).toBeVisible();
    expect(dialog.queryByRole('radio')).toBeNull();
    expect(dialog.getByRole('button', { name: 'Done' })).toBeVisible();

    const { kubeconfig } = clusterAccess();
    const writeText = jest.fn(async () => {});
    Object.defineProperty(navigator, 'clipboard', {
      configurable: true,
      value: { writeText },
    });
    fireEvent.click(dialog.getByRole('button', { name: 'Copy' }));
    expect(
      await dialog.findByRole('button', { name: 'Copied' }),
    ).toBeInTheDocument();
    expect(writeText).toHaveBeenCalledWith(kubeconfig);

    const blobs: Blob[] = [];
    const saved: string[] = [];
    URL.createObjectURL = jest.fn(blob => {
      blobs.push(blob as Blob);
      return 'blob:kubeconfig';
    });
    URL.revokeObjectURL = jest.fn();
    const click = jest
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation(function save(this: HTMLAnchorElement) {
        saved.push(`${this.download} ${this.href}`);
      });
    await userEvent.click(
      dialog.getByRole('button', { name: 'Download kubeconfig' }),
    );
    click.mockRestore();
    expect(saved).toEqual(['shop-prod-edit.yaml blob:kubeconfig']);
    expect(blobs[0].size).toBe(kubeconfig.length);
    expect(URL.revokeObjectURL).toHaveBeenCalledWith('blob:kubeconfig');
  });

  it('moves the focus on with the keyboard', async () => {
    const { dialog } = await open();
    const button = await dialog.findByRole('button', { name: 'Get access' });
    act(() => button.focus());
    await userEvent.keyboard('{Enter}');
    await waitFor(() =>
      expect(
        dialog.getByRole('button', { name: 'Download kubeconfig' }),
      ).toHaveFocus(),
    );
  });

  it('says what went wrong, and lets the reader choose again', async () => {
    const api = new FakeClusterProfilesApi();
    api.requestAccess = async () => {
      throw new NotAllowedError("You may not have the role 'view'");
    };
    const { dialog } = await open(api);
    await get(dialog);
    expect(await dialog.findByRole('alert')).toHaveTextContent(
      "You did not get accessYou may not have the role 'view'",
    );
    expect(dialog.getByRole('radio', { name: 'Edit' })).toBeEnabled();
    expect(dialog.getByRole('button', { name: 'Get access' })).toBeEnabled();
  });

  it('asks for an approval with a reason, shows where it stands, and then gives access', async () => {
    const api = new FakeClusterProfilesApi();
    api.accessOffer = { roles: ['view', 'admin'], byApproval: ['admin'] };
    const { dialog } = await open(api);
    expect(
      await dialog.findByRole('button', { name: 'Get access' }),
    ).toBeEnabled();
    await userEvent.click(dialog.getByRole('radio', { name: 'Admin' }));
    expect(dialog.queryByRole('button', { name: 'Get access' })).toBeNull();
    const ask = dialog.getByRole('button', { name: 'Ask for access' });
    expect(ask).toBeDisabled();
    await userEvent.type(
      dialog.getByRole('textbox', { name: /What for/ }),
      ' The certificate of the ingress ',
    );
    api.accessOffer = {
      ...api.accessOffer,
      pending: [
        {
          change: 'c-1',
          role: 'admin',
          hours: 1,
          state: 'awaiting-approval',
          stateReason: 'Waits for 1 approval from platform',
        },
      ],
    };
    await userEvent.click(ask);
    expect(
      await dialog.findByText('You asked for access as admin for 1 hour'),
    ).toBeVisible();
    expect(api.proposed).toEqual([
      {
        kind: 'access',
        cluster: 'shop-prod',
        role: 'admin',
        hours: 1,
        reason: 'The certificate of the ingress',
      },
    ]);
    expect(
      dialog.getByText('Waits for 1 approval from platform'),
    ).toBeVisible();
    expect(
      dialog.getByRole('link', { name: 'See the change' }),
    ).toHaveAttribute('href', expect.stringContaining('c-1'));
    expect(dialog.queryByRole('button', { name: /access/ })).toBeNull();
  });

  it('says until when access is granted', async () => {
    const api = new FakeClusterProfilesApi();
    api.accessOffer = {
      roles: ['admin'],
      byApproval: ['admin'],
      granted: [
        { change: 'c-1', role: 'admin', until: '2026-03-01T18:00:00Z' },
      ],
    };
    const { dialog } = await open(api);
    expect(await dialog.findByText(/credentials end no later/)).toBeVisible();
    await get(dialog);
    expect(await dialog.findByText(/You have the role admin/)).toBeVisible();
  });

  it('says when the offer cannot be loaded', async () => {
    const api = new FakeClusterProfilesApi();
    api.getAccessOffer = async () => {
      throw new Error('The database is away');
    };
    const { dialog } = await open(api);
    expect(await dialog.findByRole('alert')).toHaveTextContent(
      'What you may ask for could not be loaded',
    );
    expect(dialog.queryByRole('button', { name: 'Get access' })).toBeNull();
  });
});
