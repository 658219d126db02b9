import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  addOnEnginesExtensionPoint,
  clockServiceRef,
  clusterProvidersExtensionPoint,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import { applyMigrations } from './database/applyMigrations';
import { ClusterStore } from './database/ClusterStore';
import { MisbehaviourStore } from './database/MisbehaviourStore';
import { readSimulatorConfig } from './readSimulatorConfig';
import { createClosedRouter } from './router/createClosedRouter';
import { createRouter } from './router/createRouter';
import { Simulator } from './Simulator';
import { SimulatorEngine } from './SimulatorEngine';
import { SimulatorProvider } from './SimulatorProvider';

/**
 * Adds the provider and the add-on engine `simulator`: clusters without a cluster.
 * @public
 */
export const clusterProfilesModuleSimulator = createBackendModule({
  pluginId: 'cluster-profiles',
  moduleId: 'simulator',
  register(env) {
    env.registerInit({
      deps: {
        clock: clockServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        engines: addOnEnginesExtensionPoint,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        logger: coreServices.logger,
        providers: clusterProvidersExtensionPoint,
      },
      async init(deps) {
        const { clock, database, httpAuth, httpRouter, logger } = deps;
        const config = readSimulatorConfig(deps.config);
        const knex = await database.getClient();
        if (!database.migrations?.skip) {
          await applyMigrations(knex);
        }
        const clusters = new ClusterStore({ knex });
        const misbehaviours = config.allowMisbehaviour
          ? new MisbehaviourStore({ knex })
          : undefined;
        const simulator = new Simulator({
          clusters,
          misbehaviours,
          clock,
          secondsPerStep: config.secondsPerStep,
        });
        deps.providers.addProvider(new SimulatorProvider({ simulator }));
        deps.engines.addEngine(new SimulatorEngine({ simulator }));
        if (misbehaviours) {
          logger.warn(
            'The simulator can be told to misbehave (clusterProfiles.dangerouslyAllowExamples)',
          );
        }
        httpRouter.use(
          misbehaviours
            ? createRouter({ clusters, misbehaviours, httpAuth, clock })
            : createClosedRouter(),
        );
      },
    });
  },
});
