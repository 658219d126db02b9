import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  connectApi,
  connectManagementCluster,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import {
  addOnEnginesExtensionPoint,
  clockServiceRef,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import { ArgoCdEngine } from './ArgoCdEngine';
import { readArgoCdConfig } from './config/readArgoCdConfig';
import { LayerRenderer } from './render/LayerRenderer';

/**
 * Adds the add-on engine `argocd`: layers reach clusters through the instances of Argo CD of the configuration.
 * @public
 */
export const clusterProfilesModuleArgoCd = createBackendModule({
  pluginId: 'cluster-profiles',
  moduleId: 'argocd',
  register(env) {
    env.registerInit({
      deps: {
        clock: clockServiceRef,
        config: coreServices.rootConfig,
        engines: addOnEnginesExtensionPoint,
      },
      async init({ clock, config, engines }) {
        const { instances, repositories, logins, helm } =
          readArgoCdConfig(config);
        engines.addEngine(
          new ArgoCdEngine({
            clock,
            repositories,
            renderer: new LayerRenderer(helm),
            logins,
            instances: instances.map(
              ({ namespace, targets, api, ...place }) => ({
                name: place.name,
                namespace,
                targets,
                ...(api && {
                  api: connectApi({
                    name: `The API of Argo CD instance "${place.name}"`,
                    config: api,
                    clock,
                  }),
                }),
                management: connectManagementCluster({
                  config: place,
                  clock,
                  what: 'Argo CD instance',
                }),
              }),
            ),
          }),
        );
      },
    });
  },
});
