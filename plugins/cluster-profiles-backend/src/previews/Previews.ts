import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotFoundError, stringifyError } from '@backstage/errors';
import {
  type ApprovalStatus,
  type ChangeRequest,
  type Preview,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { v4 as uuid } from 'uuid';
import type { AuthorizedChanges } from '../changes/AuthorizedChanges';
import type { ChangeContext } from '../changes/ChangeContext';
import { makePlan } from '../changes/makePlan';
import { toApprovalStatus } from '../changes/toChange';
import type { PreviewRow } from '../database/tables';

const HOUR = 3_600_000;

/** Plans on their own, for an hour, for whoever asked. Nothing else is stored. */
export class Previews {
  readonly #context: ChangeContext;
  readonly #changes: AuthorizedChanges;

  constructor(options: { context: ChangeContext; changes: AuthorizedChanges }) {
    this.#context = options.context;
    this.#changes = options.changes;
  }

  /** Checks the request like a proposal, then plans in the background. */
  async start(
    request: ChangeRequest,
    options: { credentials: BackstageCredentials },
  ): Promise<Preview> {
    const { knex, clock } = this.#context;
    const actor = await this.#changes.actor(options.credentials);
    const located = await this.#changes.locate(request, { ...options, actor });
    const now = clock.now();
    await knex<PreviewRow>('previews')
      .where('expires_at', '<', now.toISOString())
      .delete();
    const row: PreviewRow = {
      id: uuid(),
      proposer: actor.ref,
      request: JSON.stringify(located.request),
      state: 'planning',
      plan: null,
      approval: null,
      error: null,
      expires_at: new Date(now.getTime() + HOUR).toISOString(),
    };
    await knex<PreviewRow>('previews').insert(row);
    this.#plan(row, {
      kind: located.request.kind,
      owner_ref: located.owner,
      proposer: actor.ref,
      subject_kind: located.subjectKind,
      subject_name: located.subjectName,
      subject_uid: located.subjectUid ?? null,
      request: row.request,
    }).catch(error => {
      this.#context.logger.error(
        `Preview ${row.id} got lost: ${stringifyError(error)}`,
      );
    });
    return toPreview(row);
  }

  /** Throws `NotFoundError` for previews of others, too. */
  async get(
    id: string,
    options: { credentials: BackstageCredentials },
  ): Promise<Preview> {
    const { knex, clock } = this.#context;
    const actor = await this.#changes.actor(options.credentials);
    const row = await knex<PreviewRow>('previews')
      .where({ id, proposer: actor.ref })
      .where('expires_at', '>=', clock.now().toISOString())
      .first();
    if (!row) {
      throw new NotFoundError(
        `There is no preview '${id}' of yours; previews live an hour`,
      );
    }
    return toPreview(row);
  }

  async #plan(
    row: PreviewRow,
    change: Parameters<typeof makePlan>[1],
  ): Promise<void> {
    const finish = (patch: Partial<PreviewRow>) =>
      this.#context
        .knex<PreviewRow>('previews')
        .where({ id: row.id })
        .update(patch);
    try {
      const { plan, policy } = await makePlan(this.#context, change);
      const membersOf = new Map<string, string[]>();
      for (const { group } of policy.requirements) {
        membersOf.set(group, await this.#context.directory.membersOf(group));
      }
      const approval: ApprovalStatus = toApprovalStatus(policy, {
        decisions: [],
        membersOf,
      });
      await finish({
        state: 'ready',
        plan: JSON.stringify(plan),
        approval: JSON.stringify(approval),
      });
    } catch (error) {
      await finish({ state: 'failed', error: stringifyError(error) });
    }
  }
}

function toPreview(row: PreviewRow): Preview {
  return {
    id: row.id,
    state: row.state as Preview['state'],
    plan: row.plan ? JSON.parse(row.plan) : undefined,
    approval: row.approval ? JSON.parse(row.approval) : undefined,
    error: row.error ?? undefined,
    expiresAt: row.expires_at,
  };
}
