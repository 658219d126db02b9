import { ThrottledError } from '../http/ThrottledError';

const FIRST_MS = 500;
const LONGEST_MS = 30_000;
const LONGEST_PATIENCE_MS = 300_000;

/** How long to wait after a number of failures in a row; never shorter than the API server asks for. */
export function backOff(options: {
  failures: number;
  error: unknown;
  random(): number;
}): number {
  const { failures, error, random } = options;
  const ours = Math.min(LONGEST_MS, FIRST_MS * 2 ** (failures - 1));
  const theirs =
    error instanceof ThrottledError
      ? Math.min(LONGEST_PATIENCE_MS, error.retryAfterSeconds * 1000)
      : 0;
  return Math.round(Math.max(ours, theirs) * (1 + random() / 2));
}
