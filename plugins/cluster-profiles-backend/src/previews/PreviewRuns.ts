import {
  ConflictError,
  NotFoundError,
  stringifyError,
} from '@backstage/errors';
import type { ChangeContext } from '../changes/ChangeContext';
import type { Located } from '../changes/locateRequest';
import { makePlan, type Planned } from '../changes/makePlan';
import type { PreviewRow } from '../database/tables';
import { refusalMessage } from '../planning/refuse';
import { PlanQueue } from './PlanQueue';

const AT_ONCE = 4;
/** Of one caller, so that nobody fills the queue for everybody. */
const MAX_UNFINISHED = 300;
const PATIENCE_MILLISECONDS = 60_000;

const LOST =
  'The backend that planned this was restarted before it had ended; preview it again';

/** What a run leaves in its row. */
export type Outcome = Partial<Pick<PreviewRow, 'plan' | 'approval' | 'item'>>;

/**
 * Plans previews in the background, a few at once and in turns. While a row is planned somewhere, its `alive_until` moves on; so
 * what a lost backend leaves behind reads as failed.
 */
export class PreviewRuns {
  readonly #context: ChangeContext;
  readonly #queue = new PlanQueue({ limit: AT_ONCE });
  readonly #stopping = new AbortController();
  /** Ids of the rows that this backend answers for. */
  readonly #unfinished = new Set<string>();
  #timer: ReturnType<typeof setInterval> | undefined;

  readonly #beatSeconds: number;

  constructor(options: {
    context: ChangeContext;
    /** Seconds between heartbeats; 10. */
    beatSeconds?: number;
  }) {
    this.#context = options.context;
    this.#beatSeconds = options.beatSeconds ?? 10;
  }

  /** Stores rows in state `planning`, and works on them one by one. `lane` tells apart what takes turns. */
  async start(
    rows: Array<Pick<PreviewRow, 'id' | 'proposer'> & Partial<PreviewRow>>,
    options: {
      lane: string;
      work(index: number, signal: AbortSignal): Promise<Outcome>;
    },
  ): Promise<PreviewRow[]> {
    const { knex, clock } = this.#context;
    const now = clock.now();
    const at = now.toISOString();
    await knex<PreviewRow>('previews').where('expires_at', '<', at).delete();
    await this.#refuseTooMany(rows[0].proposer, rows.length, at);
    const stored = rows.map((row): PreviewRow => ({
      bulk_id: null,
      position: 0,
      cluster: null,
      state: 'planning',
      plan: null,
      approval: null,
      item: null,
      error: null,
      alive_until: this.#aliveUntil(),
      expires_at: new Date(now.getTime() + 3_600_000).toISOString(),
      ...row,
    }));
    await knex.batchInsert('previews', stored, 50);
    for (const { id } of stored) {
      this.#unfinished.add(id);
    }
    this.#timer ??= setInterval(
      () => void this.#beat(),
      this.#beatSeconds * 1000,
    );
    this.#queue.add(
      options.lane,
      stored.map(
        (row, index) => () =>
          this.#run(row.id, () => options.work(index, this.#stopping.signal)),
      ),
    );
    return stored;
  }

  /** The rows of a preview that still lives, in their order. Throws `NotFoundError`, for previews of others, too. */
  async find(
    id: string,
    own: Pick<PreviewRow, 'proposer' | 'bulk_id'> & Partial<PreviewRow>,
  ): Promise<PreviewRow[]> {
    const { knex, clock } = this.#context;
    const rows = await knex<PreviewRow>('previews')
      .where(own)
      .where('expires_at', '>=', clock.now().toISOString())
      .orderBy('position');
    if (rows.length === 0) {
      throw new NotFoundError(
        `There is no preview '${id}' of yours; previews live an hour`,
      );
    }
    return rows;
  }

  /** Plans what was located, as its change would be planned. */
  plan(
    located: Located,
    options: { proposer: string; signal: AbortSignal },
  ): Promise<Planned> {
    return makePlan(
      this.#context,
      {
        kind: located.request.kind,
        owner_ref: located.owner,
        proposer: options.proposer,
        subject_kind: located.subjectKind,
        subject_name: located.subjectName,
        subject_uid: located.subjectUid ?? null,
        request: JSON.stringify(located.request),
      },
      { signal: options.signal },
    );
  }

  /** Tells at once that nothing more comes of what is unfinished. */
  async stop(): Promise<void> {
    this.#stopping.abort(new Error('The backend stops'));
    const ids = [...this.#unfinished];
    this.#unfinished.clear();
    clearInterval(this.#timer);
    await this.#context
      .knex<PreviewRow>('previews')
      .whereIn('id', ids)
      .where({ state: 'planning' })
      .update({ state: 'failed', error: LOST });
    await this.#queue.drain();
  }

  async #run(id: string, work: () => Promise<Outcome>): Promise<void> {
    try {
      await this.#finish(id, await this.#outcome(id, work));
    } catch (error) {
      this.#context.logger.error(
        `Preview ${id} got lost: ${stringifyError(error)}`,
      );
    } finally {
      this.#unfinished.delete(id);
      if (this.#unfinished.size === 0) {
        clearInterval(this.#timer);
        this.#timer = undefined;
      }
    }
  }

  /** What is not about the request is told to the operator, and only its id to the reader. */
  async #outcome(
    id: string,
    work: () => Promise<Outcome>,
  ): Promise<Partial<PreviewRow>> {
    try {
      return { state: 'ready', ...(await work()) };
    } catch (error) {
      const refusal = refusalMessage(error);
      if (refusal === undefined && !this.#stopping.signal.aborted) {
        this.#context.logger.error(
          `Preview ${id} failed: ${stringifyError(error)}`,
        );
      }
      return {
        state: 'failed',
        error:
          refusal ??
          `It could not be planned because of a fault of the backend; preview it again, and if it fails again, give the operator the number of this preview: ${id}`,
      };
    }
  }

  async #finish(id: string, patch: Partial<PreviewRow>): Promise<void> {
    await this.#context
      .knex<PreviewRow>('previews')
      .where({ id, state: 'planning' })
      .update(patch);
  }

  async #beat(): Promise<void> {
    try {
      await this.#context
        .knex<PreviewRow>('previews')
        .whereIn('id', [...this.#unfinished])
        .update({ alive_until: this.#aliveUntil() });
    } catch (error) {
      this.#context.logger.warn(
        `No heartbeat for previews: ${stringifyError(error)}`,
      );
    }
  }

  #aliveUntil(): string {
    const now = this.#context.clock.now().getTime();
    return new Date(now + PATIENCE_MILLISECONDS).toISOString();
  }

  async #refuseTooMany(
    proposer: string,
    more: number,
    at: string,
  ): Promise<void> {
    const row = await this.#context
      .knex<PreviewRow>('previews')
      .where({ proposer, state: 'planning' })
      .where('alive_until', '>=', at)
      .count({ count: '*' })
      .first();
    const unfinished = Number(row?.count ?? 0);
    if (unfinished + more > MAX_UNFINISHED) {
      throw new ConflictError(
        `${unfinished} previews of yours are still being planned, and at most ${MAX_UNFINISHED} may be; wait until they have ended`,
      );
    }
  }
}

/** How a row stands now: what nobody works on any more has failed. */
export function standing(
  row: Pick<PreviewRow, 'state' | 'error' | 'alive_until'>,
  now: Date,
): { state: 'planning' | 'ready' | 'failed'; error?: string } {
  if (row.state === 'planning' && row.alive_until < now.toISOString()) {
    return { state: 'failed', error: LOST };
  }
  return {
    state: row.state as 'planning' | 'ready' | 'failed',
    ...(row.error === null ? {} : { error: row.error }),
  };
}
