import { ProviderUnreachableError } from '@cluster-profiles/plugin-cluster-profiles-node';

/** Aborts when its caller does or when nothing happens in time, and tells the two apart. */
export class TimeLimit {
  readonly signal: AbortSignal;
  readonly #caller: AbortSignal | undefined;
  readonly #controller = new AbortController();
  readonly #onAbort = () => this.#controller.abort(this.#caller?.reason);
  #timer: NodeJS.Timeout | undefined;
  #milliseconds = 0;

  constructor(milliseconds: number, caller?: AbortSignal) {
    this.signal = this.#controller.signal;
    this.#caller = caller;
    if (caller?.aborted) {
      this.#onAbort();
    }
    caller?.addEventListener('abort', this.#onAbort, { once: true });
    this.restart(milliseconds);
  }

  restart(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#milliseconds = milliseconds;
    this.#timer = setTimeout(() => this.#controller.abort(), milliseconds);
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#caller?.removeEventListener('abort', this.#onAbort);
  }

  /** What to throw for an error that may come from this limit. */
  explain(error: unknown): unknown {
    if (!this.signal.aborted) {
      return error;
    }
    return this.#caller?.aborted
      ? this.#caller.reason
      : new ProviderUnreachableError(
          `it was silent for ${Math.round(this.#milliseconds / 1000)} s`,
        );
  }
}
