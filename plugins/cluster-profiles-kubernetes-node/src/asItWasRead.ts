import { setTimeout as sleep } from 'node:timers/promises';
import { WriteConflictError } from './WriteConflictError';

const TRIES = 15;

/**
 * Reads, checks and writes again where the object changed in between: while a cluster comes up, controllers write its status
 * several times a second. What fails to meet a still moment is thrown, and tried again by whoever called.
 */
export async function asItWasRead<T>(
  readAndWrite: () => Promise<T>,
  options: {
    signal?: AbortSignal;
    /** Before the second try, and as much longer before each after it. */
    pauseMs?: number;
  } = {},
): Promise<T> {
  const { signal, pauseMs = 50 } = options;
  for (let tries = 1; ; tries++) {
    try {
      return await readAndWrite();
    } catch (error) {
      const changed =
        error instanceof WriteConflictError && error.conflicts.length === 0;
      if (!changed || tries === TRIES) {
        throw error;
      }
    }
    signal?.throwIfAborted();
    await sleep(tries * pauseMs, undefined, { signal });
  }
}
