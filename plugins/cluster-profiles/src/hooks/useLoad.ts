import { useCallback, useEffect, useRef, useState } from 'react';

/** What `useLoad` knows. A failed reload keeps the last value beside the error. */
export interface Load<T> {
  value?: T;
  error?: Error;
  loading: boolean;
  reload(): void;
}

interface State<T> {
  key: string;
  value?: T;
  error?: Error;
  loading: boolean;
}

/**
 * Loads a value whenever `key` changes, on demand, and again after `pollMs` while that yields a number.
 * The value of another key is never shown, unless `keepPrevious` says that a list may stand while its next page loads.
 * `wait` puts it off: what is not urgent leaves the way to what is.
 */
export function useLoad<T>(options: {
  key: string;
  load: (signal: AbortSignal) => Promise<T>;
  pollMs?: (value: T | undefined) => number | undefined;
  keepPrevious?: boolean;
  wait?: boolean;
}): Load<T> {
  const { key, keepPrevious = false, wait = false } = options;
  const latest = useRef(options);
  latest.current = options;

  const [round, setRound] = useState(0);
  const [state, setState] = useState<State<T>>({ key, loading: true });

  useEffect(() => {
    if (wait) {
      return undefined;
    }
    const controller = new AbortController();
    const settle = (next: (previous: State<T>) => State<T>) => {
      if (!controller.signal.aborted) {
        setState(next);
      }
    };
    settle(previous => {
      if (previous.key === key && previous.loading) {
        return previous;
      }
      return previous.key === key || keepPrevious
        ? { ...previous, key, loading: true }
        : { key, loading: true };
    });
    latest.current.load(controller.signal).then(
      value => settle(() => ({ key, value, loading: false })),
      error =>
        settle(previous => ({
          key,
          value: previous.value,
          error,
          loading: false,
        })),
    );
    return () => controller.abort();
  }, [key, keepPrevious, round, wait]);

  const reload = useCallback(() => setRound(previous => previous + 1), []);

  const pollMs = state.loading
    ? undefined
    : latest.current.pollMs?.(state.value);
  useEffect(() => {
    if (pollMs === undefined) {
      return undefined;
    }
    const timer = setTimeout(reload, pollMs);
    return () => clearTimeout(timer);
    // `state` restarts the timer after each answer.
  }, [pollMs, reload, state]);

  if (state.key !== key && !keepPrevious) {
    return { loading: true, reload };
  }
  const { value, error, loading } = state;
  return { value, error, loading, reload };
}
