import type { JsonValue } from '@backstage/types';
import {
  isJsonObject,
  objectsAt,
  textAt,
  type JsonApi,
  type KubernetesObject,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import type { ManagedResource, ResourceSelection } from './types';

/** Of one answer: an object as Kubernetes takes it, four times over. */
const MAX_BYTES = 8 * 1024 * 1024;

/** Asks the API of Argo CD how objects of an Application compare. Reads only. */
export class ManagedResources {
  readonly #api: JsonApi;

  constructor(options: { api: JsonApi }) {
    this.#api = options.api;
  }

  /** Errors: of `JsonApi`. */
  async list(
    application: KubernetesObject,
    selection: ResourceSelection,
    options: { signal?: AbortSignal } = {},
  ): Promise<ManagedResource[]> {
    const { name, namespace } = application.metadata;
    const answer = await this.#api.get(
      `/api/v1/applications/${encodeURIComponent(name)}/managed-resources`,
      {
        query: {
          appNamespace: namespace,
          project: textAt(application, ['spec', 'project']) || undefined,
          ...selection,
        },
        maxBytes: MAX_BYTES,
        signal: options.signal,
      },
    );
    return objectsAt(answer, ['items']).map(item => ({
      kind: textAt(item, ['kind']),
      namespace: textAt(item, ['namespace']) || undefined,
      name: textAt(item, ['name']),
      live: parse(item.liveState),
      target: parse(item.targetState),
      predicted: parse(item.predictedLiveState),
      normalized: parse(item.normalizedLiveState),
    }));
  }
}

/** Objects come as text, `null` where there is none. */
function parse(text: JsonValue | undefined): KubernetesObject | undefined {
  if (typeof text !== 'string' || text === '') {
    return undefined;
  }
  const object: unknown = JSON.parse(text);
  return isJsonObject(object) && isJsonObject(object.metadata)
    ? (object as KubernetesObject)
    : undefined;
}
