import {
  createBackendModule,
  type BackendFeature,
} from '@backstage/backend-plugin-api';
import {
  addOnEnginesExtensionPoint,
  clusterProvidersExtensionPoint,
  type ClusterProvider,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import { ScriptedWorld } from '../../reconciler/__testUtils__/scripted';

const ID = 'lender';

/** A provider and engine `lender`, whose clusters are there at once and give access. */
export function lender(
  access: NonNullable<ClusterProvider['access']>,
): BackendFeature {
  const { provider, engine } = new ScriptedWorld();
  return createBackendModule({
    pluginId: 'cluster-profiles',
    moduleId: ID,
    register(env) {
      env.registerInit({
        deps: {
          providers: clusterProvidersExtensionPoint,
          engines: addOnEnginesExtensionPoint,
        },
        async init({ providers, engines }) {
          providers.addProvider({ ...provider, id: ID, access });
          engines.addEngine({ ...engine, id: ID });
        },
      });
    },
  });
}

/** What a lender gives, with its secret. */
export const SECRET = 'Zm9yIHlvdXIgZXllcyBvbmx5';
export const kubeconfig = `users:\n  - user:\n      token: ${SECRET}\n`;
