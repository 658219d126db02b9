import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Preview } from '@cluster-profiles/plugin-cluster-profiles-common';
import { FakeClusterProfilesApi } from '../../../__testUtils__/FakeClusterProfilesApi';
import { clusterDetail, override, plan } from '../../../__testUtils__/fixtures';
import { renderPage } from '../../../__testUtils__/renderPage';
import { UpgradeDialog } from '../dialogs/UpgradeDialog';

const PATH = '/controller/replicaCount';

/** Blocks the upgrade until it is told which of both values holds. */
class ConflictingApi extends FakeClusterProfilesApi {
  override getPreview = async (id: string): Promise<Preview> => {
    const request = this.previewed.at(-1)!;
    const answered = request.kind === 'upgrade' && request.overrides;
    return {
      ...this.preview,
      id,
      plan: plan({
        findings: answered
          ? []
          : [
              {
                severity: 'block',
                code: 'override-conflict',
                message: 'The profile changes what is overridden.',
                layer: 'ingress-nginx',
                path: PATH,
                conflict: { base: 2, ours: 5, theirs: 3 },
              },
            ],
      }),
    };
  };
}

async function open() {
  const api = new ConflictingApi();
  renderPage(
    <UpgradeDialog
      cluster={clusterDetail({ overrides: [override()] })}
      action="upgrade"
      onClose={() => {}}
    />,
    { api },
  );
  const dialog = within(await screen.findByRole('dialog'));
  const show = await dialog.findByRole('button', { name: 'Show the plan' });
  await waitFor(() => expect(show).toBeEnabled());
  await userEvent.click(show);
  return { api, dialog };
}

describe('conflicts of an upgrade with overrides', () => {
  it('shows what the profile said, the override, and what the profile says now', async () => {
    const scrolls = jest.spyOn(Element.prototype, 'scrollIntoView');
    const { dialog } = await open();
    const question = await dialog.findByRole('radiogroup', {
      name: new RegExp(PATH),
    });
    expect(question).toHaveTextContent('The profile said 2 so far');
    // It comes after the plan, and is brought into sight above it.
    await waitFor(() =>
      expect(scrolls.mock.instances.at(-1)).toContainElement(question),
    );
    expect(question).toHaveTextContent(
      'Keep the overrideUntil the sale is over 5',
    );
    expect(question).toHaveTextContent(
      'Take the value of the profileThe override ends. 3',
    );
    expect(dialog.getByRole('button', { name: 'Propose' })).toBeDisabled();
    const finding = dialog
      .getByText('The profile changes what is overridden.')
      .closest('li')!;
    expect(finding).toHaveTextContent('Profile before2Override5Profile now3');
  });

  it.each([
    ['Keep the override', 'override'],
    ['Take the value of the profile', 'profile'],
  ])('is answered in the dialog: %s', async (label, take) => {
    const { api, dialog } = await open();
    await userEvent.click(await dialog.findByRole('radio', { name: label }));
    await userEvent.click(
      await dialog.findByRole('button', { name: 'Show the plan' }),
    );
    const propose = await dialog.findByRole('button', { name: 'Propose' });
    await waitFor(() => expect(propose).toBeEnabled());
    expect(dialog.getByRole('radio', { name: label })).toBeChecked();
    await userEvent.click(propose);
    expect(api.proposed).toEqual([
      expect.objectContaining({
        kind: 'upgrade',
        overrides: [{ layer: 'ingress-nginx', path: PATH, take }],
      }),
    ]);
  });
});
