import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { NotAllowedError } from '@backstage/errors';
import { FakeClusterProfilesApi } from '../../__testUtils__/FakeClusterProfilesApi';
import { change, createPlan, plan } from '../../__testUtils__/fixtures';
import { renderPage } from '../../__testUtils__/renderPage';
import { ChangePage } from './ChangePage';

function render(api: FakeClusterProfilesApi) {
  return renderPage(<ChangePage />, {
    api,
    mountPath: '/changes/:id',
    at: '/changes/change-1',
  });
}

describe('ChangePage', () => {
  it('shows state, what happens next, the plan and who must approve', async () => {
    render(new FakeClusterProfilesApi());

    expect(
      await screen.findByRole('heading', { name: 'Upgrade shop-prod' }),
    ).toBeInTheDocument();
    expect(screen.getByText('Awaiting approval')).toBeInTheDocument();
    expect(
      screen.getByText('Waits for approval: 1 of platform.'),
    ).toBeInTheDocument();
    expect(screen.getByText('8 replaced')).toBeInTheDocument();
    expect(screen.getByText('Forward only')).toBeInTheDocument();
    expect(
      screen.getByText('1.34.4 → 1.35.2', { selector: 'p' }),
    ).toBeVisible();
    expect(
      screen.getByText('Can approve now: paula and pete.', { exact: false }),
    ).toBeInTheDocument();
    expect(
      await screen.findByText(/proposed the upgrade to production-base/),
    ).toBeInTheDocument();
  });

  it('approves exactly the plan that is shown', async () => {
    const api = new FakeClusterProfilesApi();
    render(api);

    await userEvent.click(
      await screen.findByRole('button', { name: 'Approve' }),
    );
    expect(await screen.findByText('Accepted')).toBeInTheDocument();
    expect(api.decided).toEqual([
      { id: 'change-1', decision: 'approve', planDigest: plan().planDigest },
    ]);
  });

  it('never swaps the plan under the reader', async () => {
    jest.useFakeTimers();
    try {
      const api = new FakeClusterProfilesApi();
      const user = userEvent.setup({ advanceTimers: jest.advanceTimersByTime });
      render(api);
      await screen.findByText('8 replaced');

      api.changes.set(
        'change-1',
        change({
          plan: plan({ planDigest: 'd'.repeat(64), machinesReplaced: [] }),
        }),
      );
      await act(() => jest.advanceTimersByTimeAsync(11_000));

      expect(
        await screen.findByText('Changed since you looked'),
      ).toBeInTheDocument();
      expect(screen.getByText('8 replaced')).toBeInTheDocument();
      expect(screen.getByRole('button', { name: 'Approve' })).toBeDisabled();
      expect(
        screen.getByText('Approve, Reject: The plan changed since you looked.'),
      ).toBeInTheDocument();

      await user.click(
        screen.getByRole('button', { name: 'Show the new plan' }),
      );
      expect(screen.getByText('None replaced')).toBeInTheDocument();
      await user.click(screen.getByRole('button', { name: 'Approve' }));
      expect(api.decided[0].planDigest).toBe('d'.repeat(64));
    } finally {
      jest.useRealTimers();
    }
  });

  it('asks for a reason before it rejects', async () => {
    const api = new FakeClusterProfilesApi();
    render(api);

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
    render(api);

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
          cancel: no,
          replan: no,
          retry: no,
        },
      }),
    );
    render(api);
    await screen.findByRole('heading', { name: 'Upgrade shop-prod' });
    const buttons = screen.queryAllByRole('button');
    expect(buttons.map(button => button.textContent)).toEqual(labels);
    for (const button of buttons) {
      expect(button).toBeDisabled();
    }
    expect(
      screen.queryByRole('list', { name: 'Why buttons are disabled' })
        ?.textContent ?? '',
    ).toBe(labels.length > 0 ? `${labels.join(', ')}: Not now.` : '');
  });

  it('shows settings in words', async () => {
    render(new FakeClusterProfilesApi());
    const settings = await screen.findByRole('table', { name: 'Settings' });
    expect(
      await within(settings).findByRole('row', {
        name: 'Parameter Worker nodes 3 5',
      }),
    ).toBeInTheDocument();
  });

  it('shows the settings of a new cluster as a list', async () => {
    const api = new FakeClusterProfilesApi();
    api.changes.set('change-1', change({ kind: 'create', plan: createPlan() }));
    render(api);
    const settings = await screen.findByRole('table', { name: 'Settings' });
    expect(within(settings).queryByText('not set')).not.toBeInTheDocument();
    for (const row of [
      'Follow policy patch',
      'Control plane machines 3',
      'Machines of pool general 5',
      'Owner group:default/checkout',
      'Profile production-base 1.4.0',
      'Target: name prod-eu1',
      'Target: labels none',
    ]) {
      expect(
        within(settings).getByRole('row', { name: row }),
      ).toBeInTheDocument();
    }
    expect(
      await within(settings).findByRole('row', {
        name: 'Parameter Worker nodes 5',
      }),
    ).toBeInTheDocument();
  });

  it('shows the steps of a change under way', async () => {
    const api = new FakeClusterProfilesApi();
    api.changes.set('change-1', api.changes.get('create-shop-dev')!);
    render(api);

    const steps = await screen.findByRole('list', { name: 'Steps' });
    expect(within(steps).getByText('3 min 12 s')).toBeInTheDocument();
    expect(within(steps).getByText('waits for cilium')).toBeInTheDocument();
    expect(screen.getByText('Step 2 of 4: Network: cilium.')).toBeVisible();
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });

  it('says when the change may not be seen, and when it does not exist', async () => {
    const api = new FakeClusterProfilesApi();
    api.getChange = async () => {
      throw new NotAllowedError('You may not read this change');
    };
    const { unmount } = render(api);
    expect(
      await screen.findByText('You may not read this change'),
    ).toBeInTheDocument();
    unmount();

    render(Object.assign(new FakeClusterProfilesApi(), { changes: new Map() }));
    expect(await screen.findByText('Not found')).toBeInTheDocument();
  });

  it('shows the error of a decision that did not work', async () => {
    const api = new FakeClusterProfilesApi();
    api.approveChange = async () => {
      throw new Error('Somebody was faster');
    };
    render(api);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Approve' }),
    );
    await waitFor(() =>
      expect(screen.getByText('Somebody was faster')).toBeInTheDocument(),
    );
  });
});
