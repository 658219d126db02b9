import { type Api, requestAt } from './requestAt';
import { sendApply } from './sendApply';
import { toObject } from './toObject';
import type {
  ApplyOptions,
  DeleteOptions,
  KubernetesObject,
  ObjectReference,
  WriteClient,
} from './types';

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
