import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeClusterProfilesApi } from '../../__testUtils__/FakeClusterProfilesApi';
import { change } from '../../__testUtils__/fixtures';
import { renderChange } from './__testUtils__/renderChange';

const comment = (text?: string) => ({
  author: 'user:default/pete',
  text,
  at: '2026-03-01T10:30:00.000Z',
});
const field = () => screen.findByRole('textbox', { name: 'Say something' });
const send = () => screen.getByRole('button', { name: 'Comment' });

describe('Comments on the page of a change', () => {
  it('are there with author and time, an erased one without its words', async () => {
    const api = new FakeClusterProfilesApi();
    api.changes.set(
      'change-1',
      change({
        comments: [
          comment('Why now?'),
          { ...comment(), at: '2026-03-01T10:31:00.000Z' },
        ],
      }),
    );
    renderChange(api);
    const list = await screen.findByRole('list', { name: 'Comments' });
    const [said, erased] = within(list).getAllByRole('listitem');
    expect(said).toHaveTextContent(/^pete .*Why now\?$/);
    expect(within(said).getByRole('time')).toHaveAttribute(
      'datetime',
      '2026-03-01T10:30:00.000Z',
    );
    expect(erased).toHaveTextContent(/Erased$/);
  });

  it('are said without what stands around them, once', async () => {
    const api = new FakeClusterProfilesApi();
    renderChange(api);
    expect(
      await screen.findByText('Nobody has said anything yet.'),
    ).toBeInTheDocument();
    expect(send()).toBeDisabled();
    await userEvent.type(await field(), '  ');
    expect(send()).toBeDisabled();
    await userEvent.type(await field(), 'Fine with me. ');
    await userEvent.click(send());
    expect(await screen.findByText('Fine with me.')).toBeInTheDocument();
    expect(await field()).toHaveValue('');
    expect(api.changes.get('change-1')!.comments).toMatchObject([
      { text: 'Fine with me.' },
    ]);
  });

  it('stay in the field when they could not be sent', async () => {
    const api = new FakeClusterProfilesApi();
    api.commentChange = async () => {
      throw new Error('The portal restarts');
    };
    renderChange(api);
    await userEvent.type(await field(), 'Fine with me.');
    await userEvent.click(send());
    expect(await screen.findByText('The portal restarts')).toBeInTheDocument();
    expect(await field()).toHaveValue('Fine with me.');
    await waitFor(() => expect(send()).toBeEnabled());
  });

  it('have no field for those who may not', async () => {
    const api = new FakeClusterProfilesApi();
    api.changes.set(
      'change-1',
      change({
        permitted: { ...change().permitted, comment: { allowed: false } },
      }),
    );
    renderChange(api);
    await screen.findByRole('region', { name: 'Comments' });
    expect(screen.queryByRole('textbox', { name: 'Say something' })).toBeNull();
  });
});
