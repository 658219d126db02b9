import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeClusterProfilesApi } from '../../__testUtils__/FakeClusterProfilesApi';
import {
  breakGlass,
  change,
  longValuesPlan,
  plan,
} from '../../__testUtils__/fixtures';
import { renderChange } from './__testUtils__/renderChange';

const may = { ...change().permitted, breakGlass: { allowed: true } };

/** As it is after somebody broke the glass. */
function broken(...more: Parameters<typeof breakGlass>) {
  return change({
    state: 'applied',
    breakGlass: breakGlass(...more),
    permitted: { ...change().permitted, review: { allowed: true } },
  });
}

describe('Break glass on the page of a change', () => {
  it('is not there for those who may not', async () => {
    renderChange(new FakeClusterProfilesApi());
    await screen.findByRole('button', { name: 'Approve' });
    expect(screen.queryByRole('button', { name: /Break glass/ })).toBeNull();
  });

  it('takes a reason, says what follows, and applies the plan that is shown', async () => {
    const api = new FakeClusterProfilesApi();
    api.changes.set('change-1', change({ permitted: may }));
    renderChange(api);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Break glass…' }),
    );
    const dialog = await screen.findByRole('dialog');
    expect(dialog).toHaveTextContent('told at once');
    const confirm = within(dialog).getByRole('button', { name: 'Break glass' });
    expect(confirm).toBeDisabled();
    await userEvent.type(
      within(dialog).getByRole('textbox', { name: /Reason/ }),
      'The shop is down.',
    );
    await userEvent.click(confirm);

    const banner = await screen.findByRole('region', { name: 'Break glass' });
    expect(banner).toHaveTextContent('others have to review it');
    expect(banner).toHaveTextContent('The shop is down.');
    expect(banner).toHaveTextContent(
      '2 reviews of members of platform and security still missing.',
    );
    expect(api.decided).toEqual([
      {
        id: 'change-1',
        decision: 'break-glass',
        planDigest: plan().planDigest,
      },
    ]);
  });

  it.each([
    [
      'how many may review it',
      { groups: ['group:default/platform'], people: 3 },
      'Two others review it afterwards, of 3 who may in platform; until they have',
    ],
    [
      'that nobody may, and what to do',
      {
        groups: ['group:default/platform'],
        people: 0,
        remedy: 'Add members to platform',
      },
      'Nobody in platform may review it, so its review would stay open. Add members to platform.',
    ],
  ])('says %s', async (_what, possibleReview, text) => {
    const api = new FakeClusterProfilesApi();
    api.changes.set('change-1', change({ permitted: may, possibleReview }));
    renderChange(api);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Break glass…' }),
    );
    expect(await screen.findByRole('dialog')).toHaveTextContent(text);
  });

  it('does not apply unseen what is too long to be shown at once', async () => {
    const api = new FakeClusterProfilesApi();
    api.changes.set(
      'change-1',
      change({ plan: longValuesPlan(), permitted: may }),
    );
    renderChange(api);
    expect(
      await screen.findByRole('button', { name: 'Break glass…' }),
    ).toBeDisabled();
  });

  it('is confirmed by others', async () => {
    const api = new FakeClusterProfilesApi();
    api.changes.set('change-1', broken());
    renderChange(api);
    const review = await screen.findByRole('group', { name: 'Your review' });
    await userEvent.click(
      within(review).getByRole('button', { name: 'Confirm' }),
    );
    const banner = screen.getByRole('region', { name: 'Break glass' });
    expect(
      await within(banner).findByText('You have reviewed it already'),
    ).toBeInTheDocument();
    expect(banner).toHaveTextContent('Confirmed by');
    expect(banner).toHaveTextContent('1 review of members');
  });

  it('tells of a review that does not count any more', async () => {
    const api = new FakeClusterProfilesApi();
    const at = '2026-03-01T11:00:00.000Z';
    api.changes.set(
      'change-1',
      broken({
        reviews: [
          {
            reviewer: 'user:default/pete',
            verdict: 'confirmed',
            lapsed: true,
            at,
          },
          { reviewer: 'user:default/sam', verdict: 'confirmed', at },
        ],
        missing: 1,
      }),
    );
    renderChange(api);
    const banner = await screen.findByRole('region', { name: 'Break glass' });
    expect(banner).toHaveTextContent(
      /Confirmed by pete.*, who has left the groups since, so it does not count/,
    );
    expect(banner).toHaveTextContent('1 review of members');
  });

  it('is rejected with a reason, and leads to the change that takes it back', async () => {
    const api = new FakeClusterProfilesApi();
    api.changes.set('change-1', broken());
    renderChange(api);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Reject and take back…' }),
    );
    const dialog = await screen.findByRole('dialog');
    await userEvent.type(
      within(dialog).getByRole('textbox', { name: /Reason/ }),
      'Nobody was hurt.',
    );
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Reject' }),
    );
    const link = await screen.findByRole('link', {
      name: 'The change that takes it back',
    });
    expect(link).toHaveAttribute('href', expect.stringContaining('change-2'));
    const banner = screen.getByRole('region', { name: 'Break glass' });
    expect(banner).toHaveTextContent('rejected afterwards');
    expect(banner).toHaveTextContent('Nobody was hurt.');
  });

  it('says why somebody may not review it', async () => {
    const api = new FakeClusterProfilesApi();
    api.changes.set('change-1', {
      ...broken(),
      permitted: {
        ...change().permitted,
        review: {
          allowed: false,
          reason: 'You broke the glass, so others have to review it',
        },
      },
    });
    renderChange(api);
    expect(
      await screen.findByText(
        'You broke the glass, so others have to review it',
      ),
    ).toBeInTheDocument();
    expect(screen.queryByRole('group', { name: 'Your review' })).toBeNull();
  });
});
