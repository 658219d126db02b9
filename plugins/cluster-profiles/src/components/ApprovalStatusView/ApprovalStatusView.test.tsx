import { screen } from '@testing-library/react';
import { change } from '../../__testUtils__/fixtures';
import { renderPage } from '../../__testUtils__/renderPage';
import { absoluteTime } from '../RelativeTime/relativeTime';
import { ApprovalStatusView } from './ApprovalStatusView';

const approval = change().approval!;

describe('ApprovalStatusView', () => {
  it('tells what is given, also on an older plan, what is missing and who may', async () => {
    renderPage(
      <ApprovalStatusView
        approval={{
          ...approval,
          given: [
            {
              approver: 'user:default/sue',
              decision: 'approved',
              planDigest: 'old',
              comment: 'Fine \u202ewith me',
              at: '2026-03-01T10:00:00.000Z',
            },
          ],
        }}
        planDigest="new"
        expiresAt="2026-03-04T10:00:00.000Z"
        cannot="You proposed this change."
      />,
    );
    expect(
      await screen.findByText('Of an older plan; does not count for this one.'),
    ).toBeInTheDocument();
    expect(screen.getByText('Fine \\u{202e}with me')).toBeInTheDocument();
    expect(
      screen.getByText('Can approve now: paula and pete.', { exact: false }),
    ).toBeInTheDocument();
    expect(
      screen.getByText('You cannot approve: You proposed this change.'),
    ).toBeInTheDocument();
    expect(screen.getByText(/^Expires/).querySelector('time')).toHaveAttribute(
      'title',
      absoluteTime('2026-03-04T10:00:00.000Z'),
    );
  });

  it('tells windows in plain words, with when they open', async () => {
    const inHours = (hours: number) =>
      new Date(Date.now() + hours * 3_600_000).toISOString();
    const window = { durationMinutes: 240, timeZone: 'Europe/Berlin' };
    renderPage(
      <ApprovalStatusView
        approval={{
          ...approval,
          windows: [
            {
              of: 'target prod-eu1',
              windows: [
                { ...window, cron: '0 2 * * 6', opensAt: inHours(49) },
                { ...window, cron: '0 2 * * 3', opensAt: inHours(-1) },
                { ...window, cron: '0 2 1 * *' },
              ],
            },
          ],
        }}
      />,
    );
    const windows = await screen.findAllByText(/Europe\/Berlin/);
    expect(windows.map(({ textContent }) => textContent)).toEqual([
      'Saturdays 02:00–06:00 Europe/Berlin, next in 2 days',
      expect.stringMatching(
        /^Wednesdays 02:00–06:00 Europe\/Berlin, open now, closes in [23] hours$/,
      ),
      'On day 1 of each month 02:00–06:00 Europe/Berlin',
    ]);
  });

  it('says when nobody could approve', async () => {
    renderPage(<ApprovalStatusView approval={{ ...approval, eligible: [] }} />);
    expect(
      await screen.findByText(/Nobody can approve this at present/),
    ).toBeInTheDocument();
  });

  it('says when no approval is needed', async () => {
    renderPage(
      <ApprovalStatusView
        approval={{ ...approval, requirements: [], missing: [] }}
      />,
    );
    expect(
      await screen.findByText('No approval is needed.'),
    ).toBeInTheDocument();
  });
});
