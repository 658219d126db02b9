type Job = () => Promise<void>;

/**
 * Runs jobs, a few at once. Lanes take turns, so whoever queues many waits behind his own and not others behind him. A job
 * answers for its own errors.
 */
export class PlanQueue {
  readonly #limit: number;
  /** Waiting jobs by lane; the lane whose turn is next comes first. */
  readonly #lanes = new Map<string, Job[]>();
  readonly #running = new Set<Promise<void>>();

  constructor(options: { limit: number }) {
    this.#limit = options.limit;
  }

  add(lane: string, jobs: readonly Job[]): void {
    this.#lanes.set(lane, [...(this.#lanes.get(lane) ?? []), ...jobs]);
    this.#fill();
  }

  /** Forgets what waits, and resolves when nothing runs any more. */
  async drain(): Promise<void> {
    this.#lanes.clear();
    await Promise.all(this.#running);
  }

  #fill(): void {
    while (this.#running.size < this.#limit) {
      const job = this.#next();
      if (!job) {
        return;
      }
      // A turn for others in between: an embedded database answers without one.
      const run = new Promise(setImmediate).then(job).finally(() => {
        this.#running.delete(run);
        this.#fill();
      });
      this.#running.add(run);
    }
  }

  #next(): Job | undefined {
    const [first] = this.#lanes;
    if (!first) {
      return undefined;
    }
    const [lane, [job, ...others]] = first;
    this.#lanes.delete(lane);
    if (others.length > 0) {
      this.#lanes.set(lane, others);
    }
    return job;
  }
}
