import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeClusterProfilesApi } from '../../__testUtils__/FakeClusterProfilesApi';
import { change, longValuesPlan, plan } from '../../__testUtils__/fixtures';
import { renderChange } from './__testUtils__/renderChange';

describe('Decisions on the page of a change', () => {
  it('approves exactly the plan that is shown', async () => {
    const api = new FakeClusterProfilesApi();
    renderChange(api);

    await userEvent.click(
      await screen.findByRole('button', { name: 'Approve' }),
    );
    expect(await screen.findByText('Accepted')).toBeInTheDocument();
    await waitFor(() =>
      expect(
        screen.getByRole('heading', { name: 'Upgrade shop-prod' })
          .parentElement,
      ).toHaveFocus(),
    );
    expect(api.decided).toEqual([
      { id: 'change-1', decision: 'approve', planDigest: plan().planDigest },
    ]);
  });

  it('does not approve unseen what is too long to be shown at once', async () => {
    const api = new FakeClusterProfilesApi();
    api.changes.set('change-1', change({ plan: longValuesPlan() }));
    renderChange(api);

    const approve = await screen.findByRole('button', { name: 'Approve' });
    expect(approve).toBeDisabled();
    expect(approve).toHaveAccessibleDescription(
      'Approve: Open what is too long to be shown at once first: Values of ingress-nginx.',
    );
    expect(screen.getByRole('button', { name: 'Reject' })).toBeEnabled();

    await userEvent.click(
      screen.getByRole('button', {
        name: 'Show all 2,601 lines of Values of ingress-nginx',
      }),
    );
    expect(approve).toBeEnabled();
    await userEvent.click(approve);
    expect(api.decided).toHaveLength(1);
  });

  it('does not approve a long setting unseen, either', async () => {
    const api = new FakeClusterProfilesApi();
    api.changes.set(
      'change-1',
      change({
        plan: plan({
          settings: [
            {
              path: '/parameters/production-base/banner',
              before: 'short',
              after: 'line\n'.repeat(500),
            },
          ],
        }),
      }),
    );
    renderChange(api);
    const approve = await screen.findByRole('button', { name: 'Approve' });
    expect(approve).toBeDisabled();
    await userEvent.click(screen.getByRole('button', { name: /^Show all/ }));
    expect(approve).toBeEnabled();
  });

  it('asks for a reason before it rejects', async () => {
    const api = new FakeClusterProfilesApi();
    renderChange(api);

    await userEvent.click(
      await screen.findByRole('button', { name: 'Reject' }),
    );
    const dialog = await screen.findByRole('dialog');
    const confirm = within(dialog).getByRole('button', { name: 'Reject' });
    expect(confirm).toBeDisabled();
    await userEvent.type(
      within(dialog).getByRole('textbox', { name: /Reason/ }),
      'Not on a Friday.',
    );
    await userEvent.click(confirm);

    expect(
      await screen.findByText('Was rejected. Not on a Friday.'),
    ).toBeInTheDocument();
  });

  it('says why buttons are disabled', async () => {
    const api = new FakeClusterProfilesApi();
    const why = { allowed: false, reason: 'You proposed this change.' };
    api.changes.set(
      'change-1',
      change({
        permitted: { ...change().permitted, approve: why, reject: why },
      }),
    );
    renderChange(api);

    expect(
      await screen.findByText('Approve, Reject: You proposed this change.'),
    ).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Approve' })).toBeDisabled();
  });

  it.each([
    ['planning', ['Cancel change']],
    ['awaiting-approval', ['Approve', 'Reject', 'Cancel change', 'Plan again']],
    ['stale', ['Plan again', 'Cancel change']],
    ['failed', ['Retry']],
    ['accepted', []],
    ['rejected', []],
  ] as const)('offers what makes sense while %s', async (state, labels) => {
    const api = new FakeClusterProfilesApi();
    const no = { allowed: false, reason: 'Not now.' };
    api.changes.set(
      'change-1',
      change({
        state,
        permitted: {
          approve: no,
          reject: no,
          withdrawApproval: no,
          comment: no,
          cancel: no,
          replan: no,
          retry: no,
          breakGlass: no,
          review: no,
        },
      }),
    );
    renderChange(api);
    await screen.findByRole('heading', { name: 'Upgrade shop-prod' });
    const buttons = within(
      screen.getByRole('group', { name: 'What you can do' }),
    ).queryAllByRole('button');
    expect(buttons.map(button => button.textContent)).toEqual(labels);
    for (const button of buttons) {
      expect(button).toBeDisabled();
      expect(button).toHaveAccessibleDescription(
        `${labels.join(', ')}: Not now.`,
      );
    }
    expect(
      screen.queryByRole('list', { name: 'Why buttons are disabled' })
        ?.textContent ?? '',
    ).toBe(labels.length > 0 ? `${labels.join(', ')}: Not now.` : '');
  });

  it('shows the error of a decision that did not work', async () => {
    const api = new FakeClusterProfilesApi();
    api.approveChange = async () => {
      throw new Error('Somebody was faster');
    };
    renderChange(api);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Approve' }),
    );
    await waitFor(() =>
      expect(screen.getByText('Somebody was faster')).toBeInTheDocument(),
    );
  });
});
