import { useCallback, useState } from 'react';

/** Which of the long differences a reader has opened, by id. */
export interface Opened {
  has(id: string): boolean;
  open(id: string): void;
}

/** Keeps what is opened for as long as `key` stays: another plan is another reading. */
export function useOpened(key: string): Opened {
  const [state, setState] = useState({ key, ids: new Set<string>() });
  const ids = state.key === key ? state.ids : undefined;
  const open = useCallback(
    (id: string) =>
      setState(previous => ({
        key,
        ids: new Set(previous.key === key ? previous.ids : []).add(id),
      })),
    [key],
  );
  return { has: id => ids?.has(id) ?? false, open };
}
