import { ExampleIdentity } from './ExampleIdentity';
import { chosenUser } from './chosenUser';

describe('ExampleIdentity', () => {
  const answer = (token: string) =>
    ({
      ok: true,
      json: async () => ({
        profile: { displayName: 'Alice' },
        backstageIdentity: {
          token,
          expiresInSeconds: 100,
          identity: {
            type: 'user',
            userEntityRef: 'user:default/alice',
            ownershipEntityRefs: ['user:default/alice'],
          },
        },
      }),
    }) as Response;
  const identity = () =>
    new ExampleIdentity({
      userRef: 'user:default/alice',
      discovery: { getBaseUrl: async id => `http://portal/api/${id}` },
    });
  let fetchMock: jest.Mock;
  const original = global.fetch;

  beforeEach(() => {
    jest.useFakeTimers({ now: 0 });
    fetchMock = jest.fn();
    global.fetch = fetchMock;
  });
  afterEach(() => {
    jest.useRealTimers();
    global.fetch = original;
    sessionStorage.clear();
  });

  it('asks once for all that want to know at the same time', async () => {
    fetchMock.mockResolvedValue(answer('one'));
    const alice = identity();
    const [profile, who, credentials] = await Promise.all([
      alice.getProfileInfo(),
      alice.getBackstageIdentity(),
      alice.getCredentials(),
    ]);
    expect(profile.displayName).toBe('Alice');
    expect(who.userEntityRef).toBe('user:default/alice');
    expect(credentials.token).toBe('one');
    expect(fetchMock).toHaveBeenCalledTimes(1);
    expect(fetchMock.mock.calls[0][0]).toBe(
      'http://portal/api/auth/examples/refresh?user=user%3Adefault%2Falice',
    );
  });

  it('renews the token before it expires', async () => {
    fetchMock
      .mockResolvedValueOnce(answer('one'))
      .mockResolvedValueOnce(answer('two'));
    const alice = identity();
    await alice.getCredentials();
    jest.setSystemTime(79_000);
    expect((await alice.getCredentials()).token).toBe('one');
    jest.setSystemTime(81_000);
    expect((await alice.getCredentials()).token).toBe('two');
  });

  it('tries again after a failure', async () => {
    fetchMock
      .mockRejectedValueOnce(new Error('offline'))
      .mockResolvedValueOnce(answer('one'));
    const alice = identity();
    await expect(alice.getCredentials()).rejects.toThrow('offline');
    expect((await alice.getCredentials()).token).toBe('one');
  });

  it('forgets the choice of the tab at sign-out', async () => {
    chosenUser.remember('user:default/alice');
    await identity().signOut();
    expect(chosenUser.get()).toBeUndefined();
  });
});
