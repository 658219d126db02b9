import type { LoadedCluster } from './loadCluster';
import type { ReconcilerOptions } from './types';

/**
 * Before the first write of an accepted change: what was approved must still hold, else it goes stale. Gives the cluster with
 * the change under way, where it was started here.
 */
export async function prepareChange(
  loaded: LoadedCluster,
  {
    checkpoints,
    lifecycle,
    signal,
  }: Pick<ReconcilerOptions, 'checkpoints' | 'lifecycle'> & {
    signal: AbortSignal;
  },
): Promise<LoadedCluster | undefined> {
  const { change } = loaded;
  await checkpoints.reach('before-recheck');
  const checked = await lifecycle.recheck(change, { signal });
  signal.throwIfAborted();
  if (!checked.holds) {
    await lifecycle.markStale(change.id, checked.reason);
    return undefined;
  }
  await checkpoints.reach('before-start-applying');
  const started = await lifecycle.startApplying(change.id);
  await checkpoints.reach('after-start-applying');
  return (
    started && {
      ...loaded,
      change: { ...change, ...started, state: 'applying' },
    }
  );
}
