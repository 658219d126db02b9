import { act, screen } from '@testing-library/react';
import { NotAllowedError } from '@backstage/errors';
import { FakeClusterProfilesApi } from '../../__testUtils__/FakeClusterProfilesApi';
import { change } from '../../__testUtils__/fixtures';
import { absoluteTime } from '../../components/RelativeTime/relativeTime';
import { renderChange } from './__testUtils__/renderChange';

describe('ChangePage', () => {
  it('shows state, what happens next, the plan and who must approve', async () => {
    renderChange(new FakeClusterProfilesApi());

    expect(
      await screen.findByRole('heading', { name: 'Upgrade shop-prod' }),
    ).toBeInTheDocument();
    expect(screen.getByText('Awaiting approval')).toBeInTheDocument();
    expect(
      screen.getByText('Waits for 1 approval from platform.'),
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

  it('says that the plan is being made, and made again', async () => {
    const api = new FakeClusterProfilesApi();
    api.changes.set(
      'change-1',
      change({ state: 'planning', plan: undefined, approval: undefined }),
    );
    const { unmount } = renderChange(api);
    expect(
      await screen.findByText(
        'The plan is being made. It appears here by itself.',
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByText('Known once the plan is made.'),
    ).toBeInTheDocument();
    unmount();

    api.changes.set('change-1', change({ state: 'planning' }));
    renderChange(api);
    expect(
      await screen.findByText(
        'The plan is being made again. Below is the one before.',
      ),
    ).toBeInTheDocument();
  });

  it('says what makes a change stale, and what took its place', async () => {
    const api = new FakeClusterProfilesApi();
    api.changes.set(
      'change-1',
      change({ state: 'stale', stateReason: 'The target moved; plan again' }),
    );
    const { unmount } = renderChange(api);
    expect(
      await screen.findByText(
        'The plan no longer holds. The target moved. Plan again to see what it would do now.',
      ),
    ).toBeInTheDocument();
    unmount();

    api.changes.set(
      'change-1',
      change({ state: 'superseded', supersededBy: 'change-2' }),
    );
    renderChange(api);
    expect(
      await screen.findByRole('link', {
        name: 'The change that took its place',
      }),
    ).toHaveAttribute('href', '/cluster-profiles/changes/change-2');
  });

  it('says until when something waits in the zone of the reader', async () => {
    const until = '2026-12-24T06:00:00.000Z';
    const api = new FakeClusterProfilesApi();
    api.changes.set(
      'change-1',
      change({
        state: 'applying',
        steps: [
          {
            id: 'window',
            title: 'Wait for the window',
            state: 'waiting',
            message: `Waits for the window that opens at ${until}`,
          },
        ],
      }),
    );
    renderChange(api);
    // In the header and at the step.
    expect(
      await screen.findAllByText(`opens at ${absoluteTime(until)}`, {
        exact: false,
      }),
    ).toHaveLength(2);
    expect(screen.queryByText(/2026-12-24T/)).not.toBeInTheDocument();
  });

  it('keeps what was last known when it cannot be refreshed', async () => {
    jest.useFakeTimers();
    try {
      const api = new FakeClusterProfilesApi();
      renderChange(api);
      await screen.findByText('8 replaced');
      api.getChange = async () => {
        throw new Error('The database is away');
      };
      await act(() => jest.advanceTimersByTimeAsync(11_000));
      expect(
        await screen.findByText(
          'Could not refresh; this is the last known state',
        ),
      ).toBeInTheDocument();
      expect(screen.getByText('8 replaced')).toBeInTheDocument();
    } finally {
      jest.useRealTimers();
    }
  });

  it('needs no more than five requests', async () => {
    const api = new FakeClusterProfilesApi();
    const called: string[] = [];
    for (const [name, method] of Object.entries(api)) {
      if (typeof method === 'function') {
        Object.assign(api, {
          [name]: (...args: unknown[]) => {
            called.push(name);
            return method(...args);
          },
        });
      }
    }
    api.changes.set('change-1', api.changes.get('create-shop-dev')!);
    renderChange(api);
    await screen.findByRole('row', { name: 'Parameter Worker nodes 5' });
    await screen.findByText(/proposed the upgrade/);
    expect(called.sort()).toEqual([
      'getChange',
      'getProfileVersion',
      'getTypicalTimes',
      'listActivity',
    ]);
  });

  it('says when the change may not be seen, and when it does not exist', async () => {
    const api = new FakeClusterProfilesApi();
    api.getChange = async () => {
      throw new NotAllowedError('You may not read this change');
    };
    const { unmount } = renderChange(api);
    expect(
      await screen.findByText('There is no such change, or you may not see it'),
    ).toBeInTheDocument();
    unmount();

    renderChange(
      Object.assign(new FakeClusterProfilesApi(), { changes: new Map() }),
    );
    expect(
      await screen.findByText('There is no such change, or you may not see it'),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'All changes' })).toHaveAttribute(
      'href',
      '/cluster-profiles/changes?show=all',
    );
  });
});
