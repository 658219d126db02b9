import { setTimeout as pause } from 'node:timers/promises';

const LONGEST_PAUSE = 30_000;

/** Tries again after each failure, with growing pauses, until it succeeds, has tried often enough or is told to stop. */
export async function untilItSucceeds(options: {
  attempt(): Promise<void>;
  onFailure(error: unknown): void;
  signal: AbortSignal;
  /** Without limit if absent. */
  attempts?: number;
  /** Milliseconds; doubles each time. */
  firstPause?: number;
}): Promise<void> {
  const { attempt, onFailure, signal, attempts = Infinity } = options;
  let wait = options.firstPause ?? 1000;
  for (let tried = 1; !signal.aborted; tried++) {
    try {
      await attempt();
      return;
    } catch (error) {
      if (signal.aborted) {
        return;
      }
      onFailure(error);
    }
    if (tried >= attempts) {
      return;
    }
    // Only the signal rejects the pause, and the loop looks at it.
    await pause(wait, undefined, { signal }).catch(() => {});
    wait = Math.min(wait * 2, LONGEST_PAUSE);
  }
}
