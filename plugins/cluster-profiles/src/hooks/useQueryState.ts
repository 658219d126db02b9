import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';

/** Where a page of a list begins, as the URL says it; from the start where that is no place in a list. */
export function readOffset(params: URLSearchParams): number {
  const offset = Number(params.get('offset'));
  return Number.isSafeInteger(offset) && offset > 0 ? offset : 0;
}

type QueryValue = string | number | boolean | readonly string[] | undefined;

/** State of a list in the URL. Empty values leave the URL; whatever else is changed, paging starts again. */
export function useQueryState(): {
  params: URLSearchParams;
  /** Where the page of the list begins. */
  offset: number;
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
    offset: readOffset(params),
    get: name => params.get(name) ?? undefined,
    getAll: name => params.getAll(name),
    update,
  };
}
