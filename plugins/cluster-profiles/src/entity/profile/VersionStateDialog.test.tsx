import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeClusterProfilesApi } from '../../__testUtils__/FakeClusterProfilesApi';
import { profileEntity } from '../../__testUtils__/entities';
import { renderPage } from '../../__testUtils__/renderPage';
import { ProfileVersions } from './ProfileVersions';

describe('VersionStateDialog', () => {
  it('deprecates with a reason', async () => {
    const api = new FakeClusterProfilesApi();
    renderPage(<ProfileVersions />, { entity: profileEntity, api });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Deprecate 1.3.1' }),
    );
    const dialog = await screen.findByRole('dialog');
    expect(
      within(dialog).getByRole('button', { name: 'Show the plan' }),
    ).toBeDisabled();
    await userEvent.type(
      within(dialog).getByRole('textbox', { name: /Reason/ }),
      'Old',
    );
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Show the plan' }),
    );
    await waitFor(() =>
      expect(api.previewed[0]).toMatchObject({
        kind: 'deprecate',
        profile: 'production-base',
        version: '1.3.1',
        reason: 'Old',
      }),
    );
  });

  it('says what it means to withdraw a version in use', async () => {
    const api = new FakeClusterProfilesApi();
    renderPage(<ProfileVersions />, { entity: profileEntity, api });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Withdraw 1.4.0' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByText(/2 clusters use it/)).toBeVisible();
    await userEvent.type(
      dialog.getByRole('textbox', { name: /Reason/ }),
      'Broken',
    );
    await userEvent.click(dialog.getByRole('checkbox', { name: /by force/ }));
    await userEvent.click(
      dialog.getByRole('button', { name: 'Show the plan' }),
    );
    await waitFor(() =>
      expect(api.previewed[0]).toMatchObject({ kind: 'withdraw', force: true }),
    );
  });

  it('counts who still runs a version on the way to another', async () => {
    const api = new FakeClusterProfilesApi();
    Object.assign(api.profiles[0].versions[0], { clusters: 0, leaving: 1 });
    renderPage(<ProfileVersions />, { entity: profileEntity, api });
    expect(
      await screen.findByText(
        'used by no cluster, 1 more runs it until what replaces it is proven',
      ),
    ).toBeVisible();
    await userEvent.click(
      screen.getByRole('button', { name: 'Withdraw 1.4.0' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByText(/^1 cluster uses it/)).toBeVisible();
    expect(dialog.getByRole('checkbox', { name: /by force/ })).toBeVisible();
  });

  it('refuses a day that is none', async () => {
    renderPage(<ProfileVersions />, { entity: profileEntity });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Deprecate 1.3.1' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.type(
      dialog.getByRole('textbox', { name: /Reason/ }),
      'Old',
    );
    const day = dialog.getByRole('textbox', { name: /End of life/ });
    await userEvent.type(day, '2026-02-31');
    expect(
      dialog.getByRole('button', { name: 'Show the plan' }),
    ).toBeDisabled();
    expect(await dialog.findByText(/Enter a day such as/)).toBeVisible();
    await userEvent.clear(day);
    await userEvent.type(day, '2026-12-31');
    expect(dialog.getByRole('button', { name: 'Show the plan' })).toBeEnabled();
  });
});
