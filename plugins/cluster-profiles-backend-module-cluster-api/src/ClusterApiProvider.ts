import type {
  AccessRole,
  ClusterAccess,
  DesiredProfile,
  DesiredState,
  Finding,
  ObservedCluster,
  ProviderEntry,
  Target,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  ProviderUnreachableError,
  type Clock,
  type ClusterProvider,
  type Collection,
  type DeliveryAccess,
  type DiscoveredCluster,
  type InspectedCluster,
  type ProfileFiles,
  type ProviderPreview,
  type WriteMarks,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import { grantAccess } from './access/grantAccess';
import { deliverToCluster } from './delivery/deliverToCluster';
import { CLUSTER_API_LAYER_KINDS } from './cluster/layerKinds';
import { clusterNamespace } from './cluster/toClusterObject';
import { collectClasses } from './collect/collectClasses';
import {
  findTrouble,
  type ManagementCluster,
  type Reflector,
} from './kubernetes';
import { checkManagementCluster } from './preflight';
import { applyCluster } from './provider/applyCluster';
import { deleteCluster } from './provider/deleteCluster';
import { discoverClusters } from './provider/discoverClusters';
import { inspectCluster } from './provider/inspectCluster';
import { observeCluster } from './provider/observeCluster';
import { prepareTarget } from './provider/prepareTarget';
import { previewCluster } from './provider/previewCluster';
import { createMemory, type ProviderMemory } from './provider/ProviderMemory';
import { watchClusterHints } from './provider/watchClusterHints';

/** A management cluster, and the namespaces on it that targets name. */
export interface ManagedPlace {
  management: ManagementCluster;
  namespaces: readonly string[];
}

/** Clusters of Cluster API: written as one Cluster each, converged by its controllers, proven by what they report. */
export class ClusterApiProvider implements ClusterProvider {
  readonly id = 'cluster-api';
  readonly layerKinds = CLUSTER_API_LAYER_KINDS;
  readonly adopts = true;
  readonly #places: ReadonlyMap<string, ManagedPlace>;
  readonly #clock: Clock;
  readonly #memories: ReadonlyMap<string, ProviderMemory>;
  #watches: ReadonlyArray<{
    endpoint: string;
    namespace: string;
    reflectors: Reflector<unknown>[];
  }> = [];

  constructor(options: { places: readonly ManagedPlace[]; clock: Clock }) {
    this.#clock = options.clock;
    this.#places = new Map(
      options.places.map(place => [place.management.name, place]),
    );
    this.#memories = new Map(
      options.places.map(({ management }) => [
        management.name,
        createMemory(options),
      ]),
    );
  }

  async preflight(options: {
    target: Target;
    signal?: AbortSignal;
  }): Promise<Finding[]> {
    const { target, signal } = options;
    const place = this.#places.get(target.endpoint ?? '');
    return place
      ? checkManagementCluster({
          management: place.management,
          namespace: clusterNamespace({ target }),
          signal,
        })
      : [
          {
            severity: 'block',
            code: 'management-cluster-unknown',
            message: unknownPlace(target),
            remedy:
              'Name one of clusterProfiles.clusterApi.managementClusters as endpoint of the target.',
          },
        ];
  }

  async preview(options: {
    desired: DesiredState;
    files: ProfileFiles;
    signal?: AbortSignal;
  }): Promise<ProviderPreview> {
    return previewCluster({ ...options, management: this.#find(options) });
  }

  async prepare(options: {
    profile: DesiredProfile;
    entry: ProviderEntry;
    target: Target;
    instanceId: string;
    files: ProfileFiles;
    signal?: AbortSignal;
  }): Promise<Finding[]> {
    return prepareTarget({
      ...options,
      management: this.#find({ desired: options }),
    });
  }

  async collect(
    options: Parameters<NonNullable<ClusterProvider['collect']>>[0],
  ): Promise<Collection> {
    const management = this.#find({ desired: options });
    try {
      return await collectClasses({ ...options, management });
    } finally {
      // What was taken away must not be taken for granted.
      this.#memories.get(management.name)!.classes.clear();
    }
  }

  async apply(options: {
    desired: DesiredState;
    marks: WriteMarks;
    files: ProfileFiles;
    corrects?: readonly string[];
    signal?: AbortSignal;
  }): Promise<void> {
    const management = this.#find(options);
    return applyCluster({
      ...options,
      now: this.#clock.now(),
      management,
      memory: this.#memories.get(management.name)!,
    });
  }

  async inspect(options: {
    target: Target;
    source: string;
    signal?: AbortSignal;
  }): Promise<InspectedCluster | undefined> {
    const { target } = options;
    return inspectCluster({
      ...options,
      reader: this.#find({ desired: options }).reader,
      namespace: clusterNamespace({ target }),
    });
  }

  async *discover(options: {
    target: Target;
    signal?: AbortSignal;
  }): AsyncGenerator<DiscoveredCluster> {
    const { target, signal } = options;
    yield* discoverClusters({
      reader: this.#find({ desired: options }).reader,
      namespace: clusterNamespace({ target }),
      signal,
    });
  }

  async observe(options: {
    desired: DesiredState;
    signal?: AbortSignal;
  }): Promise<ObservedCluster | undefined> {
    const management = this.#find(options);
    return observeCluster({
      ...options,
      management,
      memory: this.#memories.get(management.name)!,
    });
  }

  async watch(options: {
    onHint(clusterUid: string): void;
    signal: AbortSignal;
  }): Promise<void> {
    this.#watches = [...this.#places.values()].flatMap(
      ({ management: { name: endpoint, watcher }, namespaces }) =>
        namespaces.map(namespace => ({
          endpoint,
          namespace,
          reflectors: watchClusterHints({ ...options, watcher, namespace }),
        })),
    );
    await Promise.all(
      this.#watches.flatMap(({ reflectors }) =>
        reflectors.map(({ done }) => done),
      ),
    );
  }

  watchTrouble(options: {
    target: Target;
  }): ReturnType<NonNullable<ClusterProvider['watchTrouble']>> {
    const { target } = options;
    const namespace = clusterNamespace({ target });
    return findTrouble(
      this.#watches
        .filter(
          watch =>
            watch.endpoint === target.endpoint && watch.namespace === namespace,
        )
        .flatMap(({ reflectors }) => reflectors),
    );
  }

  async access(options: {
    desired: DesiredState;
    role: AccessRole;
    subject: string;
    seconds: number;
    signal?: AbortSignal;
  }): Promise<Pick<ClusterAccess, 'kubeconfig' | 'expiresAt'>> {
    return grantAccess({
      ...options,
      management: this.#find(options),
      clock: this.#clock,
    });
  }

  hasDeliveryAccess({ desired }: { desired: DesiredState }): boolean {
    return desired.target.credentials !== undefined;
  }

  async deliveryAccess(options: {
    desired: DesiredState;
    seconds: number;
    signal?: AbortSignal;
  }): Promise<DeliveryAccess> {
    return deliverToCluster({
      ...options,
      management: this.#find(options),
      clock: this.#clock,
    });
  }

  async delete(options: {
    desired: DesiredState;
    marks: WriteMarks;
    force?: boolean;
    signal?: AbortSignal;
  }): Promise<void> {
    return deleteCluster({
      ...options,
      management: this.#find(options),
      clock: this.#clock,
    });
  }

  /** Nothing follows for a cluster from a configuration that has lost its management cluster. */
  #find({
    desired: { target },
  }: {
    desired: { target: Pick<Target, 'name' | 'endpoint'> };
  }): ManagementCluster {
    const place = this.#places.get(target.endpoint ?? '');
    if (!place) {
      throw new ProviderUnreachableError(unknownPlace(target));
    }
    return place.management;
  }
}

function unknownPlace({
  name,
  endpoint,
}: Pick<Target, 'name' | 'endpoint'>): string {
  return `Target ${name} is on management cluster '${endpoint ?? ''}', which is not configured`;
}
