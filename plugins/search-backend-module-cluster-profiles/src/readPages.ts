import { ServiceUnavailableError } from '@backstage/errors';
import type {
  Page,
  Paging,
} from '@cluster-profiles/plugin-cluster-profiles-common';

const PAGE = 200;

/**
 * Every item of a list that grows at its end, or an error. Where items went while the list was read, those behind them moved
 * forward: the next page begins that much earlier, and what was read already is left out.
 */
export async function* readPages<T>(options: {
  read(paging: Required<Paging>): Promise<Page<T>>;
  key(item: T): string;
}): AsyncGenerator<T> {
  const seen = new Set<string>();
  let offset = 0;
  let total: number | undefined;
  do {
    const page = await options.read({ offset, limit: PAGE });
    const gone = Math.max(0, (total ?? 0) - page.totalCount);
    total = page.totalCount;
    if (gone > 0) {
      offset = Math.max(0, offset - gone);
      continue;
    }
    if (page.items.length === 0 && offset < total) {
      throw new ServiceUnavailableError(
        `The list is incomplete: ${offset} of ${total} entries were read`,
      );
    }
    offset += page.items.length;
    for (const item of page.items) {
      const key = options.key(item);
      if (!seen.has(key)) {
        seen.add(key);
        yield item;
      }
    }
  } while (offset < total);
}
