import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Change } from '@cluster-profiles/plugin-cluster-profiles-common';
import { FakeClusterProfilesApi } from '../../__testUtils__/FakeClusterProfilesApi';
import { change, plan } from '../../__testUtils__/fixtures';
import { renderChange } from './__testUtils__/renderChange';

const TAKE_BACK = { name: 'Take my approval back' };

const approved = {
  approver: 'user:default/pete',
  decision: 'approved' as const,
  planDigest: plan().planDigest,
  at: '2026-03-01T10:00:00.000Z',
};

function render(more: Partial<Change> = {}, allowed = true) {
  const api = new FakeClusterProfilesApi();
  api.changes.set(
    'change-1',
    change({
      permitted: { ...change().permitted, withdrawApproval: { allowed } },
      ...more,
    }),
  );
  renderChange(api);
  return api;
}

describe('Withdrawal of an approval on the page of a change', () => {
  it.each(['awaiting-approval', 'accepted'] as const)(
    'takes it back for the plan that is shown, while %s',
    async state => {
      const api = render({ state });
      await userEvent.click(await screen.findByRole('button', TAKE_BACK));
      expect(api.decided).toEqual([
        {
          id: 'change-1',
          decision: 'withdraw',
          planDigest: plan().planDigest,
        },
      ]);
      expect(
        await screen.findByText('Waits for 1 approval from platform.'),
      ).toBeInTheDocument();
      expect(screen.queryByRole('button', TAKE_BACK)).toBeNull();
    },
  );

  it.each([
    ['awaiting-approval', false],
    ['applying', true],
    ['applied', true],
  ] as const)(
    'is not offered while %s, permitted %s',
    async (state, allowed) => {
      render({ state }, allowed);
      await screen.findByRole('region', { name: 'Approvals' });
      expect(screen.queryByRole('button', TAKE_BACK)).toBeNull();
    },
  );

  it('is shown with its reason, and does not count', async () => {
    render({
      approval: {
        ...change().approval!,
        given: [
          {
            ...approved,
            withdrawnAt: '2026-03-01T11:00:00.000Z',
            withdrawalReason: 'I looked at the wrong cluster',
          },
        ],
      },
    });
    const decisions = await screen.findByRole('list', { name: 'Decisions' });
    expect(decisions).toHaveTextContent(
      /pete approved .*Taken back .*; does not count\. I looked at the wrong cluster/,
    );
    expect(
      within(screen.getByRole('region', { name: 'Approvals' })).getByText(
        /0 of 1 approval from/,
      ),
    ).toBeInTheDocument();
  });
});
