import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { ClusterProfilesClient } from '@cluster-profiles/plugin-cluster-profiles-common';
import { createActions } from './actions';

/** Template actions that propose changes of clusters and profiles. @public */
export const scaffolderModuleClusterProfiles = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'cluster-profiles',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        discovery: coreServices.discovery,
        scaffolder: scaffolderActionsExtensionPoint,
      },
      async init({ auth, discovery, scaffolder }) {
        const api = new ClusterProfilesClient({ discoveryApi: discovery });
        scaffolder.addActions(...createActions({ api, auth }));
      },
    });
  },
});
