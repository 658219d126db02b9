import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { searchIndexRegistryExtensionPoint } from '@backstage/plugin-search-backend-node/alpha';
import { ClusterProfilesClient } from '@cluster-profiles/plugin-cluster-profiles-common';
import { OwnEntitiesDecoratorFactory } from './OwnEntitiesDecoratorFactory';
import { readSchedule } from './readSchedule';
import { SubjectCollatorFactory } from './SubjectCollatorFactory';
import { changeSubject, clusterSubject, profileSubject } from './subjects';

/** Profiles, clusters and changes among the search results. @public */
export const searchModuleClusterProfiles = createBackendModule({
  pluginId: 'search',
  moduleId: 'cluster-profiles',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        index: searchIndexRegistryExtensionPoint,
        logger: coreServices.logger,
        scheduler: coreServices.scheduler,
      },
      async init({ auth, config, discovery, index, logger, scheduler }) {
        const api = new ClusterProfilesClient({ discoveryApi: discovery });
        const schedule = readSchedule(config);
        for (const subject of [profileSubject, clusterSubject, changeSubject]) {
          index.addCollator({
            schedule: scheduler.createScheduledTaskRunner(schedule),
            factory: new SubjectCollatorFactory({ subject, api, auth }),
          });
        }
        if (
          !config.getOptionalBoolean(
            'search.collators.clusterProfiles.keepEntities',
          )
        ) {
          index.addDecorator({
            factory: new OwnEntitiesDecoratorFactory({ api, auth, logger }),
          });
        }
      },
    });
  },
});
