import type {
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import {
  canonicalDigest,
  type BulkRequest,
  type BulkResultItem,
  type ClusterChangeRequest,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Actor } from '../permissions/resolveActor';
import { mapConcurrently } from '../planning/mapConcurrently';
import { refusalMessage } from '../planning/refuse';
import type { AuthorizedChanges } from './AuthorizedChanges';
import { toChangeSummary } from './toChange';

const AT_ONCE = 4;

/** One proposal per cluster, each with the caller's own credentials and as if it came alone. */
export class BulkChanges {
  readonly #changes: AuthorizedChanges;
  readonly #logger: LoggerService;

  constructor(options: { changes: AuthorizedChanges; logger: LoggerService }) {
    this.#changes = options.changes;
    this.#logger = options.logger;
  }

  /** With the same idempotency key nothing is proposed twice, also when the first call was cut off half-way. */
  async propose(
    { requests }: BulkRequest,
    options: { credentials: BackstageCredentials; idempotencyKey?: string },
  ): Promise<{ items: BulkResultItem[] }> {
    const actor = await this.#changes.actor(options.credentials);
    return {
      items: await mapConcurrently(requests, AT_ONCE, request =>
        this.#proposeOne(request, { ...options, actor }),
      ),
    };
  }

  async #proposeOne(
    request: ClusterChangeRequest,
    options: {
      credentials: BackstageCredentials;
      actor: Actor;
      idempotencyKey?: string;
    },
  ): Promise<BulkResultItem> {
    const { cluster } = request;
    const { idempotencyKey } = options;
    try {
      const row = await this.#changes.store(request, {
        ...options,
        idempotencyKey:
          idempotencyKey && canonicalDigest({ idempotencyKey, cluster }),
      });
      return { cluster, change: toChangeSummary(row) };
    } catch (error) {
      const refusal = refusalMessage(error);
      if (refusal !== undefined) {
        return { cluster, error: refusal };
      }
      this.#logger.error(
        `Proposal for cluster ${cluster} failed: ${stringifyError(error)}`,
      );
      return {
        cluster,
        error:
          'It could not be stored because of a fault of the backend; send it again with the same Idempotency-Key',
      };
    }
  }
}
