import type { Clock } from '@cluster-profiles/plugin-cluster-profiles-node';

/** Remembers for a short while, and not too much: the oldest goes first. */
export class RecentMap<T> {
  readonly #clock: Clock;
  readonly #seconds: number;
  readonly #limit: number;
  readonly #entries = new Map<string, { value: T; at: number }>();

  constructor(options: { clock: Clock; seconds: number; limit: number }) {
    this.#clock = options.clock;
    this.#seconds = options.seconds;
    this.#limit = options.limit;
  }

  get(key: string): T | undefined {
    const entry = this.#entries.get(key);
    if (!entry) {
      return undefined;
    }
    const age = this.#clock.now().getTime() - entry.at;
    if (age < 0 || age >= this.#seconds * 1000) {
      this.#entries.delete(key);
      return undefined;
    }
    return entry.value;
  }

  set(key: string, value: T): void {
    this.#entries.delete(key);
    const [oldest] = this.#entries.keys();
    if (oldest !== undefined && this.#entries.size >= this.#limit) {
      this.#entries.delete(oldest);
    }
    this.#entries.set(key, { value, at: this.#clock.now().getTime() });
  }

  clear(): void {
    this.#entries.clear();
  }
}
