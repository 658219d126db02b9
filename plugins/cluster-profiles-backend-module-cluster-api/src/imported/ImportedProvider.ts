import type {
  DesiredState,
  Finding,
  ObservedCluster,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  ProviderRefusedError,
  ProviderUnreachableError,
  type ClusterProvider,
  type DeliveryAccess,
  type DiscoveredCluster,
  type InspectedCluster,
  type ProviderPreview,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import { grantDelivery } from '../delivery/grantDelivery';
import type {
  ManagementCluster,
  ReadClient,
  WorkloadCluster,
} from '../kubernetes';
import { withoutV } from '../observe/observeMachines';
import { observeNodes } from './observeNodes';
import { IMPORTED_ACCESS } from './requiredAccess';

const ONLY_IMPORTS =
  'The provider "imported" only observes clusters that exist already';

/** Clusters that others made, each known by a way in of the configuration. It can only read. */
export class ImportedProvider implements ClusterProvider {
  readonly id = 'imported';
  readonly layerKinds = [];
  readonly #clusters: ReadonlyMap<string, ReadClient>;
  readonly #deliveries: ReadonlyMap<string, WorkloadCluster>;

  constructor(options: {
    clusters: ReadonlyArray<
      Pick<ManagementCluster, 'name' | 'reader'> & {
        /** Another way in, with which add-ons may be delivered. */
        delivery?: WorkloadCluster;
      }
    >;
  }) {
    this.#clusters = new Map(
      options.clusters.map(({ name, reader }) => [name, reader]),
    );
    this.#deliveries = new Map(
      options.clusters.flatMap(({ name, delivery }) =>
        delivery ? [[name, delivery] as const] : [],
      ),
    );
  }

  async preflight(): Promise<Finding[]> {
    return this.#clusters.size > 0
      ? []
      : [
          {
            severity: 'warn',
            code: 'imported-clusters-missing',
            message: 'No cluster is configured that could be imported.',
            remedy: 'Add its way in to clusterProfiles.imported.clusters.',
          },
        ];
  }

  async inspect(options: {
    source: string;
    signal?: AbortSignal;
  }): Promise<InspectedCluster | undefined> {
    const { source, signal } = options;
    const reader = this.#clusters.get(source);
    if (!reader) {
      return undefined;
    }
    const kubernetesVersion = withoutV(await reader.version({ signal }));
    const findings = await findDenied(reader, signal);
    return {
      kubernetesVersion,
      nodes: findings.length > 0 ? 0 : (await listNodes(reader, signal)).length,
      findings,
    };
  }

  async *discover(): AsyncGenerator<DiscoveredCluster> {
    for (const source of this.#clusters.keys()) {
      yield { source };
    }
  }

  async observe(options: {
    desired: DesiredState;
    signal?: AbortSignal;
  }): Promise<ObservedCluster> {
    const { desired, signal } = options;
    const source = sourceOf(desired);
    const reader = this.#clusters.get(source);
    if (!reader) {
      throw new ProviderUnreachableError(
        `"${source}" is none of clusterProfiles.imported.clusters any more`,
      );
    }
    const [version, nodes] = await Promise.all([
      reader.version({ signal }),
      listNodes(reader, signal),
    ]);
    return {
      current: true,
      apiReachable: true,
      deleting: false,
      paused: false,
      kubernetesVersion: withoutV(version),
      ...observeNodes(nodes),
      layers: [],
      leftovers: [],
    };
  }

  hasDeliveryAccess({ desired }: { desired: DesiredState }): boolean {
    return this.#deliveries.has(sourceOf(desired));
  }

  async deliveryAccess(options: {
    desired: DesiredState;
    seconds: number;
    signal?: AbortSignal;
  }): Promise<DeliveryAccess> {
    const source = sourceOf(options.desired);
    const workload = this.#deliveries.get(source);
    if (!workload) {
      throw new ProviderRefusedError(
        `"${source}" of clusterProfiles.imported.clusters has no delivery; say there how add-ons get to it`,
      );
    }
    return grantDelivery({ ...options, workload });
  }

  async preview(): Promise<ProviderPreview> {
    return {
      objects: { created: [], changed: [], removed: [] },
      machinesReplaced: [],
      findings: [
        {
          severity: 'block',
          code: 'provider-only-imports',
          message: `${ONLY_IMPORTS}.`,
          path: '/target',
          remedy: 'Import the cluster, or choose a target of another provider.',
        },
      ],
    };
  }

  async apply(): Promise<void> {
    throw new ProviderRefusedError(ONLY_IMPORTS);
  }

  async delete(): Promise<void> {
    throw new ProviderRefusedError(ONLY_IMPORTS);
  }
}

function sourceOf({ providerConfig }: DesiredState): string {
  return String(providerConfig?.source);
}

function listNodes(reader: ReadClient, signal: AbortSignal | undefined) {
  return reader.list({ apiVersion: 'v1', kind: 'Node' }, { signal });
}

async function findDenied(
  reader: ReadClient,
  signal: AbortSignal | undefined,
): Promise<Finding[]> {
  const answers = await Promise.all(
    IMPORTED_ACCESS.map(async access => ({
      ...access,
      allowed: await reader.canI(access, { signal }),
    })),
  );
  return answers
    .filter(({ allowed }) => !allowed)
    .map(({ verb, resource }) => ({
      severity: 'block',
      code: 'imported-access-missing',
      message: `The portal may not ${verb} ${resource} of the cluster.`,
      remedy: `Grant the verb ${verb} on ${resource} to the identity that the portal has there.`,
    }));
}
