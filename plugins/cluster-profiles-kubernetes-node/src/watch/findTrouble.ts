import type { Reflector } from '../types';

/** Why some of the watches of one place do not follow, and when the place was last heard of; undefined while all do. */
export function findTrouble(
  reflectors: ReadonlyArray<
    Pick<Reflector<unknown>, 'lastError' | 'lastSeenAt'>
  >,
): { message: string; lastSeenAt?: string } | undefined {
  const message = reflectors.find(({ lastError }) => lastError)?.lastError;
  if (message === undefined) {
    return undefined;
  }
  const [lastSeenAt] = reflectors
    .flatMap(reflector => reflector.lastSeenAt ?? [])
    .sort()
    .reverse();
  return { message, ...(lastSeenAt === undefined ? {} : { lastSeenAt }) };
}
