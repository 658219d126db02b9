import { setTimeout as wait } from 'node:timers/promises';

/** Waits until it is so; the error says what is not, and how it was at last where `what` tells that. */
export async function until(
  what: string | (() => string),
  isSo: () => Promise<boolean>,
  { seconds = 120 } = {},
): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  while (!(await isSo())) {
    if (Date.now() > deadline) {
      const missing = typeof what === 'string' ? what : what();
      throw new Error(`After ${seconds} s it is not so that ${missing}.`);
    }
    await wait(500);
  }
}
