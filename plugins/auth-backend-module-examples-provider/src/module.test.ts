import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import authBackend from '@backstage/plugin-auth-backend';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { decodeJwt } from 'jose';
import request from 'supertest';
import { authModuleExamplesProvider } from './module';

const PATH = '/api/auth/examples/refresh';

async function start(examples: object = {}) {
  const { server } = await startTestBackend({
    features: [
      authBackend,
      authModuleExamplesProvider,
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'http://localhost' },
          backend: { baseUrl: 'http://localhost' },
          clusterProfiles: examples,
          auth: {
            providers: {
              examples: {
                users: [
                  {
                    ref: 'user:default/alice',
                    title: 'Alice',
                    team: 'Checkout',
                  },
                  { ref: 'user:default/ghost', team: 'Nowhere' },
                ],
              },
            },
          },
        },
      }),
      catalogServiceMock.factory({
        entities: [
          {
            apiVersion: 'backstage.io/v1alpha1',
            kind: 'User',
            metadata: { name: 'alice', namespace: 'default' },
            relations: [
              { type: 'memberOf', targetRef: 'group:default/checkout' },
            ],
          },
          {
            apiVersion: 'backstage.io/v1alpha1',
            kind: 'User',
            metadata: { name: 'boss', namespace: 'default' },
          },
        ],
      }),
    ],
  });
  return request(server);
}

const open = { dangerouslyAllowExamples: true };

describe('authModuleExamplesProvider', () => {
  it.each(['get', 'post'] as const)(
    'signs in as the example user that is named: %s',
    async method => {
      const { body } = await (
        await start(open)
      )
        [method](PATH)
        .query({ user: 'user:default/alice' })
        .expect(200);
      expect(body).toEqual({
        profile: { displayName: 'Alice' },
        backstageIdentity: {
          token: expect.any(String),
          expiresInSeconds: expect.any(Number),
          identity: {
            type: 'user',
            userEntityRef: 'user:default/alice',
            ownershipEntityRefs: [
              'user:default/alice',
              'group:default/checkout',
            ],
          },
        },
      });
      expect(decodeJwt(body.backstageIdentity.token).sub).toBe(
        'user:default/alice',
      );
    },
  );

  it.each([
    [{}, 400, 'user: say once whom'],
    [
      { user: ['user:default/alice', 'user:default/bob'] },
      400,
      'user: say once',
    ],
    [{ user: '' }, 400, 'is no entity reference'],
    [
      { user: 'user:default/boss' },
      403,
      'user:default/boss is no example user',
    ],
    [
      { user: 'user:default/ghost' },
      404,
      'user:default/ghost is not in the catalog',
    ],
  ])('refuses %j', async (query, status, message) => {
    const { body } = await (
      await start(open)
    )
      .get(PATH)
      .query(query)
      .expect(status);
    expect(body.error.message).toContain(message);
  });

  it.each([{}, { dangerouslyAllowExamples: false }])(
    'does not exist unless the key is set: %j',
    async examples => {
      const { status } = await (
        await start(examples)
      )
        .get(PATH)
        .query({ user: 'user:default/alice' });
      expect(status).toBe(404);
    },
  );
});
