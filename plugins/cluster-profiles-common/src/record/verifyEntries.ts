import { entryHash, wordsDigest, type RecordEntry } from './entries';

/** Chains by subject, in the order that the entries are in. */
export function chainsOf(
  entries: readonly RecordEntry[],
): Map<string, RecordEntry[]> {
  const chains = new Map<string, RecordEntry[]>();
  for (const entry of entries) {
    const chain = chains.get(entry.subject) ?? [];
    chain.push(entry);
    chains.set(entry.subject, chain);
  }
  return chains;
}

/**
 * The first entry that is not what was recorded, or not where; undefined when the chain is whole.
 * @param before - The entry that a part of a chain follows; absent where it begins with the first.
 * @public
 */
export function findBrokenEntry(
  chain: readonly RecordEntry[],
  before?: Pick<RecordEntry, 'sequence' | 'hash'>,
): string | undefined {
  const first = before ? before.sequence + 1 : 1;
  for (const [index, entry] of chain.entries()) {
    const name = `Entry ${entry.sequence} of ${entry.subject}`;
    const { hash, said, ...rest } = entry;
    if (entry.sequence !== first + index) {
      return `${name} stands where entry ${first + index} belongs`;
    }
    const previous = index > 0 ? chain[index - 1] : before;
    if (entry.previous !== (previous?.hash ?? null)) {
      return `${name} does not follow the entry before it`;
    }
    if (entryHash(rest) !== hash) {
      return `${name} was altered: it does not have its hash`;
    }
    if (said && wordsDigest(said) !== entry.words) {
      return `${name} was altered: these are not the words that were recorded`;
    }
  }
  return undefined;
}
