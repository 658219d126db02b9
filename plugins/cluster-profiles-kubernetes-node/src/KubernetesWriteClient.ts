import type { JsonObject, JsonValue } from '@backstage/types';
import { isJsonObject } from './jsonValues';
import { type Api, requestAt } from './requestAt';
import { FIELD_MANAGER, sendApply } from './sendApply';
import { toObject } from './toObject';
import type {
  ApplyOptions,
  DeleteOptions,
  KubernetesObject,
  ObjectReference,
  RequestOptions,
  ResumeOptions,
  WriteClient,
} from './types';
import { WriteConflictError } from './WriteConflictError';

/** What an object holds, of a Secret say, stays where it is. */
const METADATA_ONLY =
  'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1';

export class KubernetesWriteClient implements WriteClient {
  readonly #api: Api;

  constructor(options: { api: Api }) {
    this.#api = options.api;
  }

  async apply(
    object: KubernetesObject,
    options: ApplyOptions = {},
  ): Promise<KubernetesObject> {
    const { body } = await sendApply(this.#api, object, {
      ...options,
      dryRun: false,
    });
    return toObject(body, object);
  }

  async resume(
    reference: ObjectReference,
    options: ResumeOptions,
  ): Promise<KubernetesObject> {
    return this.merge(reference, {
      ...options,
      patch: { spec: { paused: null } },
    });
  }

  async merge(
    reference: ObjectReference,
    options: ResumeOptions & { patch: JsonObject },
  ): Promise<KubernetesObject> {
    const { uid, resourceVersion, patch, signal } = options;
    const answer = await requestAt(this.#api, reference, 'patch', {
      method: 'PATCH',
      query: { fieldManager: FIELD_MANAGER },
      contentType: 'application/merge-patch+json',
      body: {
        ...patch,
        metadata: { ...toMembers(patch.metadata), uid, resourceVersion },
      },
      signal,
    });
    if (!answer) {
      throw new WriteConflictError(
        `${reference.kind} ${reference.name} is gone since it was read`,
      );
    }
    return toObject(answer.body, reference);
  }

  async keepFinalizers(
    reference: ObjectReference,
    options: ResumeOptions & { finalizers: readonly string[] },
  ): Promise<void> {
    const { uid, resourceVersion, finalizers, signal } = options;
    await requestAt(this.#api, reference, 'patch', {
      method: 'PATCH',
      query: { fieldManager: FIELD_MANAGER },
      contentType: 'application/merge-patch+json',
      body: { metadata: { uid, resourceVersion, finalizers: [...finalizers] } },
      signal,
    });
  }

  async peek(
    reference: ObjectReference,
    { signal }: RequestOptions = {},
  ): Promise<KubernetesObject | undefined> {
    const answer = await requestAt(this.#api, reference, 'patch', {
      method: 'PATCH',
      query: { fieldManager: FIELD_MANAGER, dryRun: 'All' },
      contentType: 'application/merge-patch+json',
      accept: METADATA_ONLY,
      body: {},
      signal,
    });
    return answer && toObject(answer.body, reference);
  }

  async delete(
    reference: ObjectReference,
    options: DeleteOptions = {},
  ): Promise<void> {
    const { uid, resourceVersion, foreground, signal } = options;
    await requestAt(this.#api, reference, 'delete', {
      method: 'DELETE',
      body: {
        apiVersion: 'v1',
        kind: 'DeleteOptions',
        propagationPolicy: foreground ? 'Foreground' : 'Background',
        preconditions: { uid, resourceVersion },
      },
      signal,
    });
  }
}

function toMembers(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}
