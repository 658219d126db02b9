import type { JsonObject, JsonValue } from '@backstage/types';
import { InputError } from '@backstage/errors';
import { ProviderRefusedError } from '@cluster-profiles/plugin-cluster-profiles-node';
import type { ApiClient } from './http/ApiClient';
import { toRefusal } from './toRefusal';
import type { ApiGroup, RequestOptions, ServedKind } from './types';

const LARGEST_LIST = 4 * 1024 * 1024;

/** Where kinds live in the API, from its own directory; asked once a kind, and again when it turns out to be wrong. */
export class ResourceDirectory {
  readonly #api: ApiClient;
  readonly #known = new Map<string, Promise<ServedKind[]>>();

  constructor(options: { api: ApiClient }) {
    this.#api = options.api;
  }

  /** None when the group or version is not served. */
  async kinds(
    apiVersion: string,
    options: RequestOptions = {},
  ): Promise<ServedKind[]> {
    const answer = await this.#api.send({
      method: 'GET',
      path: rootPath(apiVersion),
      maxBytes: LARGEST_LIST,
      ...options,
    });
    if (answer.status === 404) {
      return [];
    }
    if (answer.status >= 400) {
      throw toRefusal(answer, this.#attempt(`the kinds of ${apiVersion}`));
    }
    return readKinds(answer.body);
  }

  async groups(options: RequestOptions = {}): Promise<ApiGroup[]> {
    const answer = await this.#api.send({
      method: 'GET',
      path: '/apis',
      ...options,
    });
    if (answer.status >= 400) {
      throw toRefusal(answer, this.#attempt('the API groups'));
    }
    return readGroups(answer.body);
  }

  /**
   * Path of a kind's objects, of one with `name`, and the resource with its group. Errors: `ProviderRefusedError` for a kind that is not served, `InputError`
   * when a namespace is missing.
   */
  async path(
    place: {
      apiVersion: string;
      kind: string;
      namespace?: string;
      name?: string;
      /** All namespaces are meant. */
      everywhere?: boolean;
    },
    options: RequestOptions = {},
  ): Promise<{ path: string; resource: string }> {
    const { apiVersion, kind, namespace, name } = place;
    const { resource, namespaced } = await this.#find(
      apiVersion,
      kind,
      options,
    );
    if (namespaced && !namespace && !place.everywhere) {
      throw new InputError(`${kind} ${name ?? ''} needs a namespace`);
    }
    const segments = [
      ...(namespaced && namespace ? ['namespaces', namespace] : []),
      resource,
      ...(name ? [name] : []),
    ];
    return {
      path: [rootPath(apiVersion), ...segments.map(encodeURIComponent)].join(
        '/',
      ),
      resource: qualified(resource, apiVersion),
    };
  }

  forget(apiVersion: string): void {
    this.#known.delete(apiVersion);
  }

  async #find(
    apiVersion: string,
    kind: string,
    options: RequestOptions,
  ): Promise<ServedKind> {
    const known = this.#known.get(apiVersion);
    const found = (await known?.catch(() => []))?.find(
      served => served.kind === kind,
    );
    if (found) {
      return found;
    }
    // New kinds come with an upgrade of a provider, so only what is there is remembered
    const asked = this.kinds(apiVersion, options);
    const served = (await asked).find(candidate => candidate.kind === kind);
    if (!served) {
      throw new ProviderRefusedError(
        `${this.#api.server} does not know the kind ${kind} of ${apiVersion}; install the provider that brings it, in a version that serves ${apiVersion}`,
      );
    }
    this.#known.set(apiVersion, asked);
    return served;
  }

  #attempt(what: string) {
    return {
      server: this.#api.server,
      verb: 'get',
      resource: what,
      kind: what,
    };
  }
}

function rootPath(apiVersion: string): string {
  const path = apiVersion.split('/').map(encodeURIComponent).join('/');
  return apiVersion.includes('/') ? `/apis/${path}` : `/api/${path}`;
}

/** Such as `clusters.cluster.x-k8s.io`. */
function qualified(resource: string, apiVersion: string): string {
  const [group, version] = apiVersion.split('/');
  return version ? `${resource}.${group}` : resource;
}

function readKinds(body: JsonValue): ServedKind[] {
  return itemsOf(body, 'resources').flatMap(
    ({ kind, name, namespaced, verbs }) =>
      typeof kind === 'string' &&
      typeof name === 'string' &&
      !name.includes('/')
        ? [
            {
              kind,
              resource: name,
              namespaced: namespaced === true,
              listable: Array.isArray(verbs) && verbs.includes('list'),
            },
          ]
        : [],
  );
}

function readGroups(body: JsonValue): ApiGroup[] {
  return itemsOf(body, 'groups').flatMap(({ name, versions }) =>
    typeof name === 'string'
      ? [
          {
            name,
            versions: itemsOf({ versions }, 'versions').flatMap(
              ({ version }) => (typeof version === 'string' ? [version] : []),
            ),
          },
        ]
      : [],
  );
}

function itemsOf(body: JsonValue, field: string): JsonObject[] {
  const items = (body as JsonObject | null)?.[field];
  return Array.isArray(items)
    ? items.filter(
        (item): item is JsonObject =>
          typeof item === 'object' && item !== null && !Array.isArray(item),
      )
    : [];
}
