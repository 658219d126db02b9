import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  layerDigest,
  type ObservedCluster,
  type ObservedLayer,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  addOnEnginesExtensionPoint,
  clusterProvidersExtensionPoint,
  ProviderUnreachableError,
  type AddOnEngine,
  type ClusterProvider,
} from '@cluster-profiles/plugin-cluster-profiles-node';

const ID = 'existing';

/** A place with clusters that others made, and an engine that puts layers on them. Whatever is written to their base is kept as `touched`. */
export function existingClusters() {
  const clusters = new Map<string, ObservedCluster>();
  const layers = new Map<string, ObservedLayer>();
  const touched: string[] = [];
  const state = { answers: true, lists: true };
  const look = (source: unknown) => {
    if (!state.answers) {
      throw new ProviderUnreachableError('the place does not answer');
    }
    return clusters.get(String(source));
  };
  const touch = (what: string) => async (): Promise<never> => {
    touched.push(what);
    throw new Error(`${what} of a cluster that is not ours`);
  };
  const provider: ClusterProvider = {
    id: ID,
    layerKinds: ['os', 'kubernetes', 'network', 'storage'],
    preflight: async () => [],
    preview: touch('preview'),
    apply: touch('apply'),
    delete: touch('delete'),
    observe: async ({ desired }) => look(desired.providerConfig?.source),
    inspect: async ({ source }) => {
      const found = look(source);
      return (
        found && {
          kubernetesVersion: found.kubernetesVersion ?? '',
          nodes: found.machines.length,
          findings: [],
        }
      );
    },
  };
  const discover: ClusterProvider['discover'] = async function* discover() {
    for (const source of clusters.keys()) {
      const { kubernetesVersion } = look(source)!;
      yield { source, kubernetesVersion };
    }
  };
  const engine: AddOnEngine = {
    id: ID,
    render: async ({ layer }) => [`Deployment ${layer.name}`],
    observe: async () => [...layers.values()],
    apply: async ({ layer }) => {
      const { name, version } = layer;
      layers.set(name, {
        name,
        version,
        digest: layerDigest(layer),
        health: 'Healthy',
        drift: 'InSync',
      });
    },
    prune: async ({ layer }) => void layers.delete(layer),
  };
  return {
    clusters,
    layers,
    touched,
    state,
    target: {
      name: 'legacy',
      provider: ID,
      region: 'eu-central-1',
      stage: 'development',
    },
    feature: createBackendModule({
      pluginId: 'cluster-profiles',
      moduleId: 'existing-clusters',
      register(env) {
        env.registerInit({
          deps: {
            providers: clusterProvidersExtensionPoint,
            engines: addOnEnginesExtensionPoint,
          },
          async init({ providers, engines }) {
            providers.addProvider(
              state.lists ? { ...provider, discover } : provider,
            );
            engines.addEngine(engine);
          },
        });
      },
    }),
  };
}

/** A cluster that is well. */
export function anExistingCluster(
  overrides: Partial<ObservedCluster> = {},
): ObservedCluster {
  return {
    current: true,
    apiReachable: true,
    deleting: false,
    paused: false,
    kubernetesVersion: '1.33.1',
    conditions: [],
    machines: [],
    layers: [],
    leftovers: [],
    ...overrides,
  };
}
