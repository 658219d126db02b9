import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  BulkPreview,
  BulkRequest,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { v4 as uuid } from 'uuid';
import { isReasoned } from '../changes/commitToReason';
import type { AuthorizedChanges } from '../changes/AuthorizedChanges';
import type { Clock } from '@cluster-profiles/plugin-cluster-profiles-node';
import type { PreviewRuns } from './PreviewRuns';
import { toBulkPreview, toPlannedItem } from './toBulkPreview';

/** Plans of one change per cluster, with their sum, for an hour, for whoever asked. Nothing else is stored. */
export class BulkPreviews {
  readonly #clock: Clock;
  readonly #changes: AuthorizedChanges;
  readonly #runs: PreviewRuns;

  constructor(options: {
    clock: Clock;
    changes: AuthorizedChanges;
    runs: PreviewRuns;
  }) {
    this.#clock = options.clock;
    this.#changes = options.changes;
    this.#runs = options.runs;
  }

  /** Each request is checked like a proposal and planned, both in the background; one that is refused says so in its item. */
  async start(
    { requests }: BulkRequest,
    options: { credentials: BackstageCredentials },
  ): Promise<BulkPreview> {
    const { credentials } = options;
    const actor = await this.#changes.actor(credentials);
    const bulkId = uuid();
    const rows = await this.#runs.start(
      requests.map(({ cluster }, position) => ({
        id: uuid(),
        proposer: actor.ref,
        bulk_id: bulkId,
        position,
        cluster,
      })),
      {
        // A single preview of the same caller takes its turn beside it.
        lane: `${actor.ref} in bulk`,
        work: async (index, signal) => {
          const located = await this.#changes.locate(requests[index], {
            credentials,
            actor,
          });
          const planned = await this.#runs.plan(located, {
            proposer: actor.ref,
            signal,
          });
          const plan = await this.#changes.visiblePlan(
            planned.plan,
            credentials,
          );
          return {
            item: JSON.stringify(toPlannedItem({ ...planned, plan })),
            // A proposal of what was seen takes the salt of its reason from it.
            ...(isReasoned(requests[index]) && { plan: JSON.stringify(plan) }),
          };
        },
      },
    );
    return toBulkPreview(rows, this.#clock.now());
  }

  /** Throws `NotFoundError` for previews of others, too. */
  async get(
    id: string,
    options: { credentials: BackstageCredentials },
  ): Promise<BulkPreview> {
    const { ref: proposer } = await this.#changes.actor(options.credentials);
    const rows = await this.#runs.find(id, { proposer, bulk_id: id });
    return toBulkPreview(rows, this.#clock.now());
  }
}
