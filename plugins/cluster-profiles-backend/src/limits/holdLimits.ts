import type { InTransaction } from '../changes/types';
import { limitFindings } from './limitFindings';
import { listLimits } from './listLimits';

/**
 * Why a state cannot be accepted within the limits, looked at with a lock that the transaction keeps: of two that are accepted at once the
 * second counts the first.
 */
export async function holdLimits(
  tx: InTransaction,
  options: Parameters<typeof listLimits>[1],
): Promise<string | undefined> {
  if ((await listLimits(tx, options)).length === 0) {
    return undefined;
  }
  await tx('installation')
    .insert({ key: 'limits', value: '' })
    .onConflict('key')
    .merge();
  // Again, as whoever held the lock may have added to it.
  const [breach] = limitFindings(await listLimits(tx, options));
  return breach?.message;
}
