import { useEffect, useState } from 'react';

/**
 * The present time, renewed at an interval, so that relative times stay true, and with what it is compared to, so that
 * what has just happened does not lie in the future.
 */
export function useNow(intervalMs: number, comparedTo?: string): number {
  const [read, setRead] = useState(() => ({ now: Date.now(), comparedTo }));
  if (read.comparedTo !== comparedTo) {
    setRead({ now: Date.now(), comparedTo });
  }
  useEffect(() => {
    const timer = setInterval(
      () => setRead(before => ({ ...before, now: Date.now() })),
      intervalMs,
    );
    return () => clearInterval(timer);
  }, [intervalMs]);
  return read.now;
}
