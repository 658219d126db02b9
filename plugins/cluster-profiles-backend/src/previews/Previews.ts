import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  ChangeRequest,
  Preview,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { v4 as uuid } from 'uuid';
import type { AuthorizedChanges } from '../changes/AuthorizedChanges';
import type { ChangeContext } from '../changes/ChangeContext';
import { membersByGroup } from '../changes/membersByGroup';
import { toApprovalStatus } from '../changes/toChange';
import type { PreviewRow } from '../database/tables';
import { standing, type PreviewRuns } from './PreviewRuns';

/** Plans on their own, for an hour, for whoever asked. Nothing else is stored. */
export class Previews {
  readonly #context: ChangeContext;
  readonly #changes: AuthorizedChanges;
  readonly #runs: PreviewRuns;

  constructor(options: {
    context: ChangeContext;
    changes: AuthorizedChanges;
    runs: PreviewRuns;
  }) {
    this.#context = options.context;
    this.#changes = options.changes;
    this.#runs = options.runs;
  }

  /** Checks the request like a proposal, then plans in the background. */
  async start(
    request: ChangeRequest,
    options: { credentials: BackstageCredentials },
  ): Promise<Preview> {
    const actor = await this.#changes.actor(options.credentials);
    const located = await this.#changes.locate(request, { ...options, actor });
    const [row] = await this.#runs.start(
      [{ id: uuid(), proposer: actor.ref }],
      {
        lane: actor.ref,
        work: async (_index, signal) => {
          const { plan, policy } = await this.#runs.plan(located, {
            proposer: actor.ref,
            signal,
          });
          const membersOf = await membersByGroup(
            policy,
            this.#context.directory,
          );
          return {
            plan: JSON.stringify(plan),
            approval: JSON.stringify(
              toApprovalStatus(policy, {
                decisions: [],
                membersOf,
                now: this.#context.clock.now(),
              }),
            ),
          };
        },
      },
    );
    return toPreview(row, this.#context.clock.now());
  }

  /** Throws `NotFoundError` for previews of others, too. */
  async get(
    id: string,
    options: { credentials: BackstageCredentials },
  ): Promise<Preview> {
    const { ref: proposer } = await this.#changes.actor(options.credentials);
    const [row] = await this.#runs.find(id, { id, proposer, bulk_id: null });
    const preview = toPreview(row, this.#context.clock.now());
    return preview.plan
      ? {
          ...preview,
          plan: await this.#changes.visiblePlan(
            preview.plan,
            options.credentials,
          ),
        }
      : preview;
  }
}

function toPreview(row: PreviewRow, now: Date): Preview {
  return {
    id: row.id,
    ...standing(row, now),
    plan: row.plan ? JSON.parse(row.plan) : undefined,
    approval: row.approval ? JSON.parse(row.approval) : undefined,
    expiresAt: row.expires_at,
  };
}
