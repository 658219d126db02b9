import type { Api } from './requestAt';
import { sendApply } from './sendApply';
import { toObject } from './toObject';
import type {
  ApplyOptions,
  DryRunClient,
  DryRunResult,
  KubernetesObject,
} from './types';

/** Has one way to send, and that one says `dryRun=All`. */
export class KubernetesDryRunClient implements DryRunClient {
  readonly #api: Api;

  constructor(options: { api: Api }) {
    this.#api = options.api;
  }

  async apply(
    object: KubernetesObject,
    options: ApplyOptions = {},
  ): Promise<DryRunResult> {
    const { body, warnings } = await sendApply(this.#api, object, {
      ...options,
      dryRun: true,
    });
    return { object: toObject(body, object), warnings };
  }
}
