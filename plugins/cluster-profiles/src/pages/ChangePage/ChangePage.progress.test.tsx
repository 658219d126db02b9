import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeClusterProfilesApi } from '../../__testUtils__/FakeClusterProfilesApi';
import { change, manySteps } from '../../__testUtils__/fixtures';
import { renderChange } from './__testUtils__/renderChange';

describe('Progress on the page of a change', () => {
  it('says how long steps take and usually take, and which matter now', async () => {
    const now = Date.now();
    const api = new FakeClusterProfilesApi();
    api.typicalTimes = {
      ...api.typicalTimes,
      steps: {
        'layer/12': { seconds: 200, successes: 9 },
        'layer/13': { seconds: 200, successes: 9 },
      },
    };
    api.changes.set(
      'change-1',
      change({
        state: 'applying',
        acceptedAt: new Date(now - 31 * 60_000).toISOString(),
        steps: manySteps(now),
      }),
    );
    renderChange(api);

    const progress = await screen.findByRole('region', { name: 'Progress' });
    expect(
      await within(progress).findByText(
        /^Under way for 31 min \d+ s, more than twice as long as usual \(about 10 min\)\.$/,
      ),
    ).toBeInTheDocument();
    const steps = within(progress).getByRole('list', { name: 'Steps' });
    expect(
      within(steps).getByText('more than twice as long as usual (about 3 min)'),
    ).toBeInTheDocument();
    expect(within(steps).getByText('usually about 3 min')).toBeInTheDocument();
    expect(within(steps).getAllByRole('listitem')).toHaveLength(6);
    await userEvent.click(
      within(progress).getByRole('button', { name: 'Show all 45 steps' }),
    );
    expect(within(steps).getAllByRole('listitem')).toHaveLength(45);
  });

  it('asks again by itself while something moves, without signals', async () => {
    jest.useFakeTimers();
    try {
      const api = new FakeClusterProfilesApi();
      api.changes.set('change-1', change({ state: 'applying' }));
      renderChange(api);
      expect(await screen.findByText('Applying')).toBeInTheDocument();
      api.changes.set('change-1', change({ state: 'applied' }));
      await act(() => jest.advanceTimersByTimeAsync(2_500));
      expect(await screen.findByText('Applied')).toBeInTheDocument();
    } finally {
      jest.useRealTimers();
    }
  });

  it('shows the steps of a change under way', async () => {
    const api = new FakeClusterProfilesApi();
    api.changes.set('change-1', api.changes.get('create-shop-dev')!);
    renderChange(api);

    const steps = await screen.findByRole('list', { name: 'Steps' });
    expect(within(steps).getByText('3 min 12 s')).toBeInTheDocument();
    expect(within(steps).getByText('waits for cilium')).toBeInTheDocument();
    expect(
      screen.getByText(
        'Step 2 of 4: Network: cilium (2 of 3 agents are ready).',
      ),
    ).toBeVisible();
    expect(
      screen.queryByRole('button', { name: 'Approve' }),
    ).not.toBeInTheDocument();
  });
});
