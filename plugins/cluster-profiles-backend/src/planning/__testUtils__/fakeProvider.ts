import type {
  DesiredState,
  Finding,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type {
  AddOnEngine,
  ClusterProvider,
  ProviderPreview,
} from '@cluster-profiles/plugin-cluster-profiles-node';

/** Answers from memory; replaces all workers when Kubernetes or the image changes. Writes nothing, ever. */
export function fakeProvider(
  overrides: Partial<ClusterProvider> = {},
): ClusterProvider & { asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    id: 'simulator',
    layerKinds: ['os', 'kubernetes'],
    async preflight({ target }): Promise<Finding[]> {
      asked.push(`preflight ${target.name}`);
      return [];
    },
    async preview({ desired, current }): Promise<ProviderPreview> {
      asked.push(`preview from ${current ? machineOf(current) : 'nothing'}`);
      const name = `Cluster ${desired.cluster.name}`;
      const replaced = current && machineOf(current) !== machineOf(desired);
      return {
        objects: {
          created: current ? [] : [name],
          changed: current && !desired.deleted ? [name] : [],
          removed: desired.deleted ? [name] : [],
        },
        machinesReplaced: replaced
          ? desired.nodePools.workers.map(({ name: pool, replicas }) => ({
              pool,
              count: replicas,
              reason: 'image',
            }))
          : [],
        findings: [],
      };
    },
    apply: neverWrites,
    observe: neverWrites,
    delete: neverWrites,
    ...overrides,
  };
}

/** One object a layer and version. */
export function fakeEngine(overrides: Partial<AddOnEngine> = {}): AddOnEngine {
  return {
    id: 'simulator',
    render: async ({ layer }) => [
      `Deployment ${layer.name}`,
      `Secret ${layer.name}-${layer.version}`,
    ],
    apply: neverWrites,
    observe: neverWrites,
    prune: neverWrites,
    ...overrides,
  };
}

function machineOf(desired: DesiredState): string {
  return desired.layers
    .filter(({ kind }) => kind === 'os' || kind === 'kubernetes')
    .map(({ version }) => version)
    .join(' ');
}

async function neverWrites(): Promise<never> {
  throw new Error('Planning asked for more than an answer');
}
