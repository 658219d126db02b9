import { useCallback, useEffect, useRef } from 'react';

/** Clears the filters. The pressed button goes away with them, so who pressed it goes on at the search. */
export function useClearing(clearQuery: () => void, list: unknown) {
  const content = useRef<HTMLDivElement>(null);
  const cleared = useRef(false);

  const clear = useCallback(() => {
    cleared.current = true;
    clearQuery();
  }, [clearQuery]);

  useEffect(() => {
    // Not from whoever has gone elsewhere meanwhile.
    const lost = document.activeElement === document.body;
    if (cleared.current && lost) {
      content.current?.querySelector('input')?.focus();
    }
    cleared.current = false;
  }, [list]);

  return { content, clear };
}
