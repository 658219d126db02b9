import { configApiRef, discoveryApiRef } from '@backstage/frontend-plugin-api';
import { mockApis, TestApiProvider } from '@backstage/frontend-test-utils';
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { SignInPage } from './SignInPage';
import { chosenUser } from './chosenUser';

describe('SignInPage', () => {
  const users = [
    { ref: 'user:default/alice', title: 'Alice', team: 'Checkout' },
    { ref: 'user:default/paula', title: 'Paula', team: 'Platform' },
    { ref: 'user:default/bob', team: 'Checkout' },
  ];
  const onSignInSuccess = jest.fn();
  const original = global.fetch;
  const fetchMock = jest.fn();

  const show = (examples?: object) =>
    render(
      <TestApiProvider
        apis={[
          [
            configApiRef,
            mockApis.config({
              data: {
                app: { title: 'Portal' },
                ...(examples && { auth: { providers: { examples } } }),
              },
            }),
          ],
          [discoveryApiRef, mockApis.discovery()],
        ]}
      >
        <SignInPage onSignInSuccess={onSignInSuccess} />
      </TestApiProvider>,
    );

  beforeEach(() => {
    jest.resetAllMocks();
    sessionStorage.clear();
    global.fetch = fetchMock;
    fetchMock.mockResolvedValue({
      ok: true,
      json: async () => ({ profile: {}, backstageIdentity: { token: 't' } }),
    });
  });
  afterEach(() => {
    global.fetch = original;
  });

  it('offers the users by team, and keeps the choice for the tab', async () => {
    show({ users });
    const team = screen
      .getByRole('heading', { name: 'Checkout' })
      .closest('article')!;
    expect(
      within(team)
        .getAllByRole('button')
        .map(button => button.textContent),
    ).toEqual(['Alice', 'user:default/bob']);
    await userEvent.click(screen.getByRole('button', { name: 'Paula' }));
    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalledTimes(1));
    expect(chosenUser.get()).toBe('user:default/paula');
  });

  it('signs in at once as the user that the tab has chosen', async () => {
    chosenUser.remember('user:default/alice');
    show({ users });
    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalledTimes(1));
  });

  it('keeps the choice of the tab when a reload cuts the request off', async () => {
    chosenUser.remember('user:default/alice');
    fetchMock.mockRejectedValue(new TypeError('Failed to fetch'));
    show({ users });
    expect(await screen.findByText('Failed to fetch')).toBeInTheDocument();
    expect(chosenUser.get()).toBe('user:default/alice');
  });

  it('forgets the choice of the tab when the user is refused', async () => {
    chosenUser.remember('user:default/gone');
    fetchMock.mockResolvedValue({
      ok: false,
      status: 404,
      statusText: 'Not Found',
      headers: new Headers({ 'content-type': 'text/plain' }),
      text: async () => 'No such user',
    });
    show({ users });
    expect(await screen.findByText(/404/)).toBeInTheDocument();
    expect(chosenUser.get()).toBeUndefined();
  });

  it('says why a sign-in failed, and offers the users again', async () => {
    fetchMock.mockRejectedValue(new Error('offline'));
    show({ users });
    await userEvent.click(screen.getByRole('button', { name: 'Alice' }));
    expect(await screen.findByText('offline')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Alice' })).toBeInTheDocument();
    expect(chosenUser.get()).toBeUndefined();
  });

  it('says so when no sign-in is configured', () => {
    show();
    expect(screen.getByText('No sign-in is configured')).toBeInTheDocument();
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });
});
