import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { ExamplesPolicy } from './ExamplesPolicy';

/** The permission policy of the example organisation. @public */
export const permissionModuleExamplesPolicy = createBackendModule({
  pluginId: 'permission',
  moduleId: 'examples-policy',
  register(env) {
    env.registerInit({
      deps: {
        policy: policyExtensionPoint,
        userInfo: coreServices.userInfo,
      },
      async init({ policy, userInfo }) {
        policy.setPolicy(new ExamplesPolicy({ userInfo }));
      },
    });
  },
});
