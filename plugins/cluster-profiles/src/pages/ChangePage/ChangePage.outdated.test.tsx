import { act, fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeClusterProfilesApi } from '../../__testUtils__/FakeClusterProfilesApi';
import { change, plan } from '../../__testUtils__/fixtures';
import { renderChange } from './__testUtils__/renderChange';

describe('A plan that changes while it is read', () => {
  it('never swaps the plan under the reader', async () => {
    jest.useFakeTimers();
    try {
      const api = new FakeClusterProfilesApi();
      const user = userEvent.setup({ advanceTimers: jest.advanceTimersByTime });
      renderChange(api);
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
        screen.getByRole('button', { name: 'Show the difference' }),
      );
      const difference = screen.getByRole('table', {
        name: 'What changed since you looked',
      });
      expect(
        within(difference).getByRole('row', {
          name: 'Machines replaced in general 5: Kubernetes 1.35.2 not there',
        }),
      ).toBeInTheDocument();
      // Neither the window's focus nor the next answer swaps anything.
      fireEvent.focus(window);
      await act(() => jest.advanceTimersByTimeAsync(11_000));
      expect(screen.getByText('8 replaced')).toBeInTheDocument();

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

  it('offers the difference also where only a warning is new, which is in no digest', async () => {
    jest.useFakeTimers();
    try {
      const api = new FakeClusterProfilesApi();
      renderChange(api);
      await screen.findByText('8 replaced');
      api.changes.set(
        'change-1',
        change({
          plan: plan({
            plannedAt: '2026-03-01T11:00:00.000Z',
            findings: [
              ...plan().findings,
              { severity: 'warn', code: 'x', message: 'cilium is deprecated.' },
            ],
          }),
        }),
      );
      await act(() => jest.advanceTimersByTimeAsync(11_000));
      expect(
        await screen.findByText('Changed since you looked'),
      ).toBeInTheDocument();
      expect(screen.getByRole('button', { name: 'Approve' })).toBeDisabled();
    } finally {
      jest.useRealTimers();
    }
  });

  it('does not mind a plan that was only made again', async () => {
    jest.useFakeTimers();
    try {
      const api = new FakeClusterProfilesApi();
      renderChange(api);
      await screen.findByText('8 replaced');
      api.changes.set(
        'change-1',
        change({ plan: plan({ plannedAt: '2026-03-01T11:00:00.000Z' }) }),
      );
      await act(() => jest.advanceTimersByTimeAsync(11_000));
      expect(screen.getByRole('button', { name: 'Approve' })).toBeEnabled();
    } finally {
      jest.useRealTimers();
    }
  });
});
