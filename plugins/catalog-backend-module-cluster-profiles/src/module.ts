import {
  coreServices,
  createBackendModule,
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
} from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import {
  CLUSTER_PROFILES_TOPIC,
  ClusterProfilesClient,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { SubjectEvent } from '@cluster-profiles/plugin-cluster-profiles-common';
import { clusterEntityRules } from '@cluster-profiles/plugin-cluster-profiles-node';
import { ClusterEntityProvider } from './ClusterEntityProvider';
import { ClusterProfileProcessor } from './ClusterProfileProcessor';
import { followNews } from './followNews';
import { announceKubernetesConfig } from './kubernetesPlugin';
import { untilItSucceeds } from './untilItSucceeds';

const SCHEDULE = {
  frequency: { minutes: 10 },
  timeout: { minutes: 5 },
  initialDelay: { minutes: 10 },
};

/** The kind `ClusterProfile`, and clusters as entities. @public */
export const catalogModuleClusterProfiles = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'cluster-profiles',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogProcessingExtensionPoint,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        events: eventsServiceRef,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
      },
      async init({
        auth,
        catalog,
        config: rootConfig,
        discovery,
        events,
        lifecycle,
        logger,
        permissionsRegistry,
        scheduler,
      }) {
        permissionsRegistry.addPermissionRules(clusterEntityRules);
        const config = rootConfig.getOptionalConfig(
          'catalog.providers.clusterProfiles',
        );
        const schedule = config?.getOptionalConfig('schedule');
        const kubernetes = config?.getOptionalConfig('kubernetes');
        const signIn = kubernetes && {
          authProvider: kubernetes.getString('authProvider'),
          oidcTokenProvider: kubernetes.getOptionalString('oidcTokenProvider'),
        };
        announceKubernetesConfig({ config: rootConfig, signIn, logger });
        const provider = new ClusterEntityProvider({
          api: new ClusterProfilesClient({ discoveryApi: discovery }),
          auth,
          logger,
          kubernetes: signIn,
        });
        const stop = new AbortController();

        catalog.addProcessor(new ClusterProfileProcessor());
        catalog.addEntityProvider(provider);

        lifecycle.addShutdownHook(() => stop.abort());
        lifecycle.addStartupHook(async () => {
          const note = followNews({
            synchronize: name => provider.synchronizeOne(name),
            onFailure: error =>
              logger.warn(
                `A cluster could not be brought up to date in the catalog: ${stringifyError(error)}`,
              ),
            signal: stop.signal,
          });
          await events.subscribe({
            id: 'catalog-cluster-profiles',
            topics: [CLUSTER_PROFILES_TOPIC],
            onEvent: async ({ eventPayload }) => {
              const { subject, name } = eventPayload as SubjectEvent;
              if (subject === 'cluster') {
                note(name);
              }
            },
          });
          await scheduler.scheduleTask({
            id: 'cluster-profiles-synchronize',
            ...(schedule
              ? readSchedulerServiceTaskScheduleDefinitionFromConfig(schedule)
              : SCHEDULE),
            fn: signal => provider.synchronizeAll({ signal }),
          });
          // Not awaited: the API may be a part of this very process, which is still starting.
          void untilItSucceeds({
            attempt: () => provider.synchronizeAll({ signal: stop.signal }),
            onFailure: error =>
              logger.info(
                `The clusters cannot be read yet, trying again: ${stringifyError(error)}`,
              ),
            signal: stop.signal,
          });
        });
      },
    });
  },
});
