import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';

type QueryValue = string | number | boolean | readonly string[] | undefined;

/** State of a list in the URL. Empty values leave the URL; whatever else is changed, paging starts again. */
export function useQueryState(): {
  params: URLSearchParams;
  get(name: string): string | undefined;
  getAll(name: string): string[];
  update(changes: Record<string, QueryValue>): void;
} {
  const [params, setParams] = useSearchParams();

  const update = useCallback(
    (changes: Record<string, QueryValue>) =>
      setParams(
        previous => {
          const next = new URLSearchParams(previous);
          for (const [name, value] of Object.entries({
            offset: undefined,
            ...changes,
          })) {
            next.delete(name);
            for (const item of Array.isArray(value) ? value : [value]) {
              if (item !== undefined && item !== '' && item !== false) {
                next.append(name, String(item));
              }
            }
          }
          return next;
        },
        { replace: true },
      ),
    [setParams],
  );

  return {
    params,
    get: name => params.get(name) ?? undefined,
    getAll: name => params.getAll(name),
    update,
  };
}
