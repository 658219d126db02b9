import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { requireOwnSignIn, resolveActor } from './resolveActor';

const services = {
  auth: mockServices.auth(),
  userInfo: {
    getUserInfo: async () => ({
      userEntityRef: 'user:default/Alice',
      ownershipEntityRefs: ['user:default/Alice', 'group:default/Checkout'],
    }),
  },
};

describe('resolveActor', () => {
  it('names a user and his groups as the catalog compares them', async () => {
    expect(
      await resolveActor(mockCredentials.user('user:default/Alice'), services),
    ).toEqual({
      ref: 'user:default/alice',
      groups: ['user:default/alice', 'group:default/checkout'],
      ownSignIn: true,
    });
  });

  it('knows a token that somebody carries for a user', async () => {
    const credentials = mockCredentials.user('user:default/alice', {
      actor: { subject: 'plugin:scaffolder' },
    });
    expect(await resolveActor(credentials, services)).toMatchObject({
      ref: 'user:default/alice',
      ownSignIn: false,
    });
  });

  it('names a service, which belongs to no group', async () => {
    expect(
      await resolveActor(mockCredentials.service('external:ci'), services),
    ).toEqual({ ref: 'service:external:ci', groups: [], ownSignIn: false });
  });

  it('refuses everybody else', async () => {
    await expect(
      resolveActor(mockCredentials.none(), services),
    ).rejects.toMatchObject({ name: 'NotAllowedError' });
  });
});

describe('requireOwnSignIn', () => {
  const actor = { ref: 'user:default/alice', groups: [] };

  it('takes a sign-in of the user, and nothing else', () => {
    expect(() =>
      requireOwnSignIn({ ...actor, ownSignIn: true }, 'approve'),
    ).not.toThrow();
    expect(() =>
      requireOwnSignIn({ ...actor, ownSignIn: false }, 'approve'),
    ).toThrow(/own sign-in may approve/);
  });
});
