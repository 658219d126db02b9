import type { LoadedCluster } from './loadCluster';
import type { ReconcilerOptions } from './types';

/** Before the first write of an accepted change: what was approved must still hold, else it goes stale. */
export async function prepareChange(
  { change }: LoadedCluster,
  {
    checkpoints,
    lifecycle,
    signal,
  }: Pick<ReconcilerOptions, 'checkpoints' | 'lifecycle'> & {
    signal: AbortSignal;
  },
): Promise<void> {
  await checkpoints.reach('before-recheck');
  const checked = await lifecycle.recheck(change, { signal });
  signal.throwIfAborted();
  if (!checked.holds) {
    await lifecycle.markStale(change.id, checked.reason);
    return;
  }
  await checkpoints.reach('before-start-applying');
  await lifecycle.startApplying(change.id);
  await checkpoints.reach('after-start-applying');
}
