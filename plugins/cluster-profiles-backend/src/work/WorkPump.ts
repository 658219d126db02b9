import { randomUUID } from 'node:crypto';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { Clock } from '@cluster-profiles/plugin-cluster-profiles-node';
import type { Knex } from 'knex';
import { claimWork } from './claimWork';
import { completeWork } from './completeWork';
import { failWork } from './failWork';
import { releaseWork } from './releaseWork';
import type { WorkHandler, WorkItem, WorkKind } from './types';
import { withHeartbeat } from './withHeartbeat';

export interface WorkPumpOptions {
  knex: Knex;
  clock: Clock;
  logger: LoggerService;
  /** Work of other kinds is left to other pumps. */
  handlers: Partial<Record<WorkKind, WorkHandler>>;
  /** Items worked on at once, by kind. */
  concurrency: Partial<Record<WorkKind, number>>;
  leaseSeconds: number;
  /** 1 if absent. */
  pollSeconds?: number;
  /** Seconds that `stop` waits for work under way before it is aborted; 10 if absent. */
  drainSeconds?: number;
}

/** Claims what is due and runs it. Several pumps, in any number of processes, share one table. */
export class WorkPump {
  readonly #options: WorkPumpOptions;
  readonly #running = new Map<WorkKind, Set<Promise<void>>>();
  /** Kinds of which more is due than there was room for. */
  readonly #backlog = new Set<WorkKind>();
  readonly #stopping = new AbortController();
  #state: 'new' | 'started' | 'stopped' = 'new';
  #timer?: NodeJS.Timeout;
  #polling?: Promise<void>;
  #again = false;

  constructor(options: WorkPumpOptions) {
    this.#options = options;
    for (const kind of Object.keys(options.handlers) as WorkKind[]) {
      this.#running.set(kind, new Set());
    }
  }

  start(): void {
    if (this.#state === 'new') {
      this.#state = 'started';
      this.wake();
    }
  }

  /** Looks for work now rather than at the next poll. */
  wake(): void {
    if (this.#state !== 'started') {
      return;
    }
    if (this.#polling) {
      this.#again = true;
      return;
    }
    clearTimeout(this.#timer);
    this.#again = false;
    this.#polling = this.#poll().finally(() => {
      this.#polling = undefined;
      if (this.#again) {
        this.wake();
      } else if (this.#state === 'started') {
        this.#timer = setTimeout(
          () => this.wake(),
          (this.#options.pollSeconds ?? 1) * 1000,
        );
      }
    });
  }

  /** Takes nothing new, and waits for what is under way; what takes too long is aborted. */
  async stop(): Promise<void> {
    this.#state = 'stopped';
    clearTimeout(this.#timer);
    await this.#polling;

    const limit = (this.#options.drainSeconds ?? 10) * 1000;
    if (!(await this.#settledWithin(limit))) {
      this.#stopping.abort(new Error('The backend is shutting down'));
      // What ignores its signal keeps its claim, which lapses by itself.
      await this.#settledWithin(Math.min(limit, 1_000));
    }
  }

  async #settledWithin(milliseconds: number): Promise<boolean> {
    const running = [...this.#running.values()].flatMap(set => [...set]);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<false>(resolve => {
      timer = setTimeout(() => resolve(false), milliseconds);
    });
    const settled = Promise.all(running).then(() => true);
    return Promise.race([settled, late]).finally(() => clearTimeout(timer));
  }

  async #poll(): Promise<void> {
    for (const [kind, running] of this.#running) {
      const room = (this.#options.concurrency[kind] ?? 1) - running.size;
      if (room <= 0) {
        this.#backlog.add(kind);
        continue;
      }
      try {
        const leaseUntil = new Date(
          this.#options.clock.now().getTime() +
            this.#options.leaseSeconds * 1000,
        );
        const items = await claimWork(this.#options.knex, {
          kind,
          limit: room,
          leaseSeconds: this.#options.leaseSeconds,
          claimedBy: randomUUID(),
          clock: this.#options.clock,
        });
        if (items.length === room) {
          this.#backlog.add(kind);
        } else {
          this.#backlog.delete(kind);
        }
        for (const item of items) {
          this.#track(kind, this.#work(item, leaseUntil));
        }
      } catch (error) {
        this.#options.logger.error(
          `Could not claim work of kind ${kind}: ${stringifyError(error)}`,
        );
      }
    }
  }

  #track(kind: WorkKind, work: Promise<void>): void {
    const running = this.#running.get(kind)!;
    const tracked = work.finally(() => {
      running.delete(tracked);
      if (this.#backlog.has(kind)) {
        this.wake();
      }
    });
    running.add(tracked);
  }

  /** Never rejects: whatever cannot be recorded comes back when the lease lapses. */
  async #work(item: WorkItem, leaseUntil: Date): Promise<void> {
    const { knex, clock, logger, leaseSeconds, handlers } = this.#options;
    try {
      await withHeartbeat({
        knex,
        clock,
        logger,
        item,
        leaseSeconds,
        leaseUntil,
        stopping: this.#stopping.signal,
        run: async signal => {
          try {
            const outcome = await handlers[item.kind]!(item, { signal });
            await completeWork(knex, { item, outcome });
          } catch (error) {
            if (signal.aborted) {
              await releaseWork(knex, { item });
              return;
            }
            logger.warn(
              `Work on ${item.kind} ${item.id} failed, attempt ${
                item.attempts + 1
              }: ${stringifyError(error)}`,
            );
            await failWork(knex, { item, error, clock });
          }
        },
      });
    } catch (error) {
      logger.error(
        `Could not record how work on ${item.kind} ${
          item.id
        } ended: ${stringifyError(error)}`,
      );
    }
  }
}
