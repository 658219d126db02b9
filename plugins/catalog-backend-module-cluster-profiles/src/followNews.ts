import { untilItSucceeds } from './untilItSucceeds';

/** After this many failures the next full synchronisation has to do. */
const ATTEMPTS = 5;

/**
 * Takes the names of clusters that have news and brings them up to date in the background: whoever publishes an event
 * does not wait for the catalog, and a burst of events for one cluster is read once.
 */
export function followNews(options: {
  synchronize(name: string): Promise<void>;
  onFailure(error: unknown): void;
  signal: AbortSignal;
  firstPause?: number;
}): (name: string) => void {
  const waiting = new Set<string>();
  let working = false;

  async function attempt() {
    let failure: unknown;
    for (const name of [...waiting]) {
      waiting.delete(name);
      try {
        await options.synchronize(name);
      } catch (error) {
        waiting.add(name);
        failure = error;
      }
    }
    if (failure) {
      throw failure;
    }
  }

  async function work() {
    working = true;
    while (waiting.size > 0 && !options.signal.aborted) {
      const { onFailure, signal, firstPause } = options;
      let failed = 0;
      await untilItSucceeds({
        attempt,
        onFailure: error => {
          failed += 1;
          onFailure(error);
        },
        signal,
        firstPause,
        attempts: ATTEMPTS,
      });
      if (failed >= ATTEMPTS) {
        waiting.clear();
      }
    }
    working = false;
  }

  return name => {
    waiting.add(name);
    if (!working) {
      void work();
    }
  };
}
