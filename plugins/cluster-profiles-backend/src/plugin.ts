import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  actionsRegistryServiceRef,
  metricsServiceRef,
} from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import {
  addOnEnginesExtensionPoint,
  checkpointsServiceRef,
  clockServiceRef,
  clusterProvidersExtensionPoint,
  type AddOnEngine,
  type ClusterProvider,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import { keyedSlots } from './keyedSlots';
import { startClusterProfiles } from './start/startClusterProfiles';

/** Profiles, changes, planning and the reconciler. @public */
export const clusterProfilesPlugin = createBackendPlugin({
  pluginId: 'cluster-profiles',
  register(env) {
    const providers = new Map<string, ClusterProvider>();
    const engines = new Map<string, AddOnEngine>();
    env.registerExtensionPoint({
      extensionPoint: clusterProvidersExtensionPoint,
      factory: context => ({
        addProvider: keyedSlots('cluster provider', providers, context),
      }),
    });
    env.registerExtensionPoint({
      extensionPoint: addOnEnginesExtensionPoint,
      factory: context => ({
        addEngine: keyedSlots('add-on engine', engines, context),
      }),
    });
    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        config: coreServices.rootConfig,
        database: coreServices.database,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        actionsRegistry: actionsRegistryServiceRef,
        metrics: metricsServiceRef,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        rootLifecycle: coreServices.rootLifecycle,
        scheduler: coreServices.scheduler,
        urlReader: coreServices.urlReader,
        userInfo: coreServices.userInfo,
        catalog: catalogServiceRef,
        events: eventsServiceRef,
        notifications: notificationService,
        signals: signalsServiceRef,
        clock: clockServiceRef,
        checkpoints: checkpointsServiceRef,
      },
      init: services =>
        startClusterProfiles({ ...services, providers, engines }),
    });
  },
});
