import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  authProvidersExtensionPoint,
  createProxyAuthProviderFactory,
} from '@backstage/plugin-auth-node';
import { examplesAuthenticator } from './examplesAuthenticator';
import { signInAsExampleUser } from './signInAsExampleUser';

/** The one key that makes a portal an example; it opens the simulator's misbehaviour, too. */
const KEY = 'clusterProfiles.dangerouslyAllowExamples';

/** The auth provider `examples`, under an explicit key only. @public */
export const authModuleExamplesProvider = createBackendModule({
  pluginId: 'auth',
  moduleId: 'examples-provider',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        providers: authProvidersExtensionPoint,
      },
      async init({ config, logger, providers }) {
        if (config.getOptionalBoolean(KEY) !== true) {
          logger.info(
            `Nobody can sign in as an example user: ${KEY} is not set`,
          );
          return;
        }
        logger.warn(
          `Everybody who reaches this portal can sign in as any example user: ${KEY} is set`,
        );
        providers.registerProvider({
          providerId: 'examples',
          factory: createProxyAuthProviderFactory({
            authenticator: examplesAuthenticator,
            signInResolver: signInAsExampleUser,
          }),
        });
      },
    });
  },
});
