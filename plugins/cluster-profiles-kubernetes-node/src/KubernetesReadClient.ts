import type { JsonObject } from '@backstage/types';
import { listPages } from './listPages';
import { type Api, requestAt } from './requestAt';
import { toObject } from './toObject';
import { toRefusal } from './toRefusal';
import type {
  AccessAttributes,
  ApiGroup,
  GetOptions,
  KubernetesObject,
  ObjectReference,
  ObjectSelection,
  ReadClient,
  RequestOptions,
  ServedKind,
} from './types';

export class KubernetesReadClient implements ReadClient {
  readonly #api: Api;

  constructor(options: { api: Api }) {
    this.#api = options.api;
  }

  async get(
    reference: ObjectReference,
    options: GetOptions = {},
  ): Promise<KubernetesObject | undefined> {
    const answer = await requestAt(this.#api, reference, 'get', {
      method: 'GET',
      query: { resourceVersion: options.recent ? '0' : undefined },
      signal: options.signal,
    });
    return answer && toObject(answer.body, reference);
  }

  async list(
    selection: ObjectSelection,
    options: RequestOptions = {},
  ): Promise<KubernetesObject[]> {
    const objects: KubernetesObject[] = [];
    for await (const { items } of listPages(this.#api, selection, options)) {
      objects.push(...items);
    }
    return objects;
  }

  async *each(
    selection: ObjectSelection,
    options: RequestOptions = {},
  ): AsyncGenerator<KubernetesObject> {
    for await (const { items } of listPages(this.#api, selection, options)) {
      yield* items;
    }
  }

  async kinds(
    apiVersion: string,
    options: RequestOptions = {},
  ): Promise<ServedKind[]> {
    return this.#api.directory.kinds(apiVersion, options);
  }

  async groups(options: RequestOptions = {}): Promise<ApiGroup[]> {
    return this.#api.directory.groups(options);
  }

  async version(options: RequestOptions = {}): Promise<string> {
    const { client } = this.#api;
    const answer = await client.send({
      method: 'GET',
      path: '/version',
      ...options,
    });
    if (answer.status >= 400) {
      throw toRefusal(answer, {
        server: client.server,
        verb: 'get',
        resource: '/version',
        kind: '/version',
      });
    }
    return String((answer.body as JsonObject).gitVersion);
  }

  async canI(
    attributes: AccessAttributes,
    options: RequestOptions = {},
  ): Promise<boolean> {
    const { resource, ...rest } = attributes;
    const [plural, subresource] = resource.split('/');
    const { client } = this.#api;
    // A review is asked with POST and keeps nothing
    const answer = await client.send({
      method: 'POST',
      path: '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
      body: {
        apiVersion: 'authorization.k8s.io/v1',
        kind: 'SelfSubjectAccessReview',
        spec: {
          resourceAttributes: { ...rest, resource: plural, subresource },
        },
      },
      ...options,
    });
    if (answer.status >= 400) {
      throw toRefusal(answer, {
        server: client.server,
        verb: 'create',
        resource: 'selfsubjectaccessreviews.authorization.k8s.io',
        kind: 'SelfSubjectAccessReview',
      });
    }
    const { status } = answer.body as { status?: { allowed?: boolean } };
    return status?.allowed === true;
  }
}
