import type { Transform } from 'node:stream';
import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import {
  DEFAULT_NAMESPACE,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { stringifyError } from '@backstage/errors';
import { DecoratorBase } from '@backstage/plugin-search-backend-node';
import type {
  DocumentDecoratorFactory,
  IndexableDocument,
} from '@backstage/plugin-search-common';
import type {
  ClusterProfilesApi,
  RequestOptions,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { listClusters } from './listClusters';
import { tokenFor } from './tokenFor';

type Api = Pick<ClusterProfilesApi, 'listClusters' | 'listProfiles'>;

class OwnEntitiesDecorator extends DecoratorBase {
  readonly #own: Set<string>;

  constructor(own: Set<string>) {
    super();
    this.#own = own;
  }

  async initialize() {}

  async decorate(document: IndexableDocument) {
    const entityRef = document.authorization?.resourceRef;
    return entityRef && this.#own.has(entityRef) ? undefined : document;
  }

  async finalize() {}
}

async function listOwnEntities(
  api: Api,
  request: RequestOptions,
): Promise<Set<string>> {
  const refs = new Set<string>();
  const add = (kind: string, name: string) =>
    refs.add(stringifyEntityRef({ kind, namespace: DEFAULT_NAMESPACE, name }));
  for (const { name } of await api.listProfiles(request)) {
    add('ClusterProfile', name);
  }
  for await (const { name } of listClusters(api, request)) {
    add('Resource', name);
  }
  return refs;
}

/** Leaves out catalog entities that are found as clusters and profiles already; drafts and other resources stay. */
export class OwnEntitiesDecoratorFactory implements DocumentDecoratorFactory {
  readonly types = ['software-catalog'];
  readonly #api: Api;
  readonly #auth: AuthService;
  readonly #logger: LoggerService;

  constructor(options: { api: Api; auth: AuthService; logger: LoggerService }) {
    this.#api = options.api;
    this.#auth = options.auth;
    this.#logger = options.logger;
  }

  async getDecorator(): Promise<Transform> {
    return new OwnEntitiesDecorator(await this.#own());
  }

  /** The rest of the catalog is worth more than no double: an outage leaves everything in. */
  async #own(): Promise<Set<string>> {
    try {
      return await listOwnEntities(this.#api, await tokenFor(this.#auth));
    } catch (error) {
      this.#logger.warn(
        `Clusters and profiles are found a second time, as entities, until they can be read: ${stringifyError(error)}`,
      );
      return new Set();
    }
  }
}
