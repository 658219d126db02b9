import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import permissionBackend from '@backstage/plugin-permission-backend';
import {
  administerPermission,
  profileUsePermission,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import request from 'supertest';
import { ExamplesPolicy } from './ExamplesPolicy';
import { permissionModuleExamplesPolicy } from './module';

describe('permissionModuleExamplesPolicy', () => {
  it.each([
    ['user:default/paula', 'group:default/platform', 'ALLOW'],
    ['user:default/alice', 'group:default/checkout', 'DENY'],
  ])('decides by the groups of the user: %s', async (user, group, result) => {
    const { server } = await startTestBackend({
      features: [
        permissionBackend,
        permissionModuleExamplesPolicy,
        mockServices.rootConfig.factory({
          data: { permission: { enabled: true } },
        }),
        createServiceFactory({
          service: coreServices.userInfo,
          deps: {},
          factory: () =>
            mockServices.userInfo({ ownershipEntityRefs: [user, group] }),
        }),
      ],
    });
    const { body } = await request(server)
      .post('/api/permission/authorize')
      .set('Authorization', mockCredentials.user.header(user))
      .send({ items: [{ id: 'a', permission: administerPermission }] })
      .expect(200);
    expect(body.items).toEqual([{ id: 'a', result }]);
  });

  it('gives nothing to whoever is not signed in', async () => {
    await expect(
      new ExamplesPolicy({ userInfo: mockServices.userInfo() }).handle({
        permission: profileUsePermission,
      }),
    ).resolves.toEqual({ result: 'DENY' });
  });
});
