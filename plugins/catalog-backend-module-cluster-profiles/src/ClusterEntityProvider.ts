import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import {
  DEFAULT_NAMESPACE,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { InputError, ResponseError } from '@backstage/errors';
import type {
  DeferredEntity,
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import type {
  Cluster,
  ClusterDetail,
  ClusterProfilesApi,
  RequestOptions,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { listAllClusters } from './listAllClusters';
import { toClusterEntity } from './toClusterEntity';
import type { KubernetesSignIn } from './toClusterEntity';

/** Requests for details under way at once, during a full synchronisation. */
const CONCURRENCY = 8;

/**
 * Clusters as entities of the catalog. It reads them through the API, since the catalog may run in another process, and
 * never concludes from an error that a cluster is gone.
 */
export class ClusterEntityProvider implements EntityProvider {
  readonly #api: Pick<ClusterProfilesApi, 'listClusters' | 'getCluster'>;
  readonly #auth: AuthService;
  readonly #logger: LoggerService;
  readonly #kubernetes?: KubernetesSignIn;
  #connection?: EntityProviderConnection;
  // One mutation after the other: a full one must not bring back what a delta has removed meanwhile.
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: {
    api: Pick<ClusterProfilesApi, 'listClusters' | 'getCluster'>;
    auth: AuthService;
    logger: LoggerService;
    kubernetes?: KubernetesSignIn;
  }) {
    this.#api = options.api;
    this.#auth = options.auth;
    this.#logger = options.logger;
    this.#kubernetes = options.kubernetes;
  }

  getProviderName(): string {
    return 'cluster-profiles';
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    this.#connection = connection;
  }

  /** Makes the catalog hold exactly the clusters that there are. Throws, and changes nothing, unless it knows them all. */
  synchronizeAll(options?: { signal?: AbortSignal }): Promise<void> {
    return this.#afterTheOthers(async () => {
      const request = await this.#request(options?.signal);
      const clusters = await listAllClusters({ api: this.#api, request });
      const entities = await this.#entities(clusters, request);
      await this.#connected().applyMutation({ type: 'full', entities });
      this.#logger.debug(`The catalog holds ${entities.length} clusters`);
    });
  }

  /** Brings one cluster up to date. Throws, and changes nothing, unless the API says what it is or that it is gone. */
  synchronizeOne(name: string): Promise<void> {
    return this.#afterTheOthers(async () => {
      const cluster = await this.#find(name, await this.#request());
      await this.#connected().applyMutation(
        cluster
          ? { type: 'delta', added: [this.#deferred(cluster)], removed: [] }
          : {
              type: 'delta',
              added: [],
              removed: [
                {
                  entityRef: stringifyEntityRef({
                    kind: 'Resource',
                    namespace: DEFAULT_NAMESPACE,
                    name,
                  }),
                  locationKey: this.getProviderName(),
                },
              ],
            },
      );
    });
  }

  async #find(
    name: string,
    request: RequestOptions,
  ): Promise<ClusterDetail | undefined> {
    try {
      const cluster = await this.#api.getCluster(name, request);
      return cluster.phase === 'deleted' ? undefined : cluster;
    } catch (error) {
      // The name is the API's own answer; a 404 of a proxy, or of a backend that is starting, has another.
      if (
        error instanceof ResponseError &&
        error.cause.name === 'NotFoundError'
      ) {
        return undefined;
      }
      throw error;
    }
  }

  async #entities(
    clusters: Cluster[],
    request: RequestOptions,
  ): Promise<DeferredEntity[]> {
    const entities: DeferredEntity[] = [];
    const rest = clusters.entries();
    await Promise.all(
      Array.from({ length: CONCURRENCY }, async () => {
        for (const [index, cluster] of rest) {
          // The address of the cluster's API is in the details; nobody asks for it unless the Kubernetes plugin is used.
          entities[index] = this.#deferred(
            this.#kubernetes && cluster.observedAt
              ? await this.#api.getCluster(cluster.name, request)
              : cluster,
          );
        }
      }),
    );
    return entities;
  }

  #deferred(cluster: Cluster | ClusterDetail): DeferredEntity {
    return {
      entity: toClusterEntity({ cluster, kubernetes: this.#kubernetes }),
      locationKey: this.getProviderName(),
    };
  }

  async #request(signal?: AbortSignal): Promise<RequestOptions> {
    const { token } = await this.#auth.getPluginRequestToken({
      onBehalfOf: await this.#auth.getOwnServiceCredentials(),
      targetPluginId: 'cluster-profiles',
    });
    return { token, signal };
  }

  #connected(): EntityProviderConnection {
    if (!this.#connection) {
      throw new InputError('The provider is not connected to the catalog yet');
    }
    return this.#connection;
  }

  #afterTheOthers(mutate: () => Promise<void>): Promise<void> {
    const turn = this.#last.then(mutate, mutate);
    this.#last = turn;
    return turn;
  }
}
